using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Memory;

/// <summary>Keeps a text in the owner's memory, as his own word.</summary>
/// <param name="Path">Up to 200 characters, such as <c>projects/garden.md</c>.</param>
/// <param name="Content">Up to 100,000 characters.</param>
/// <param name="Append">Adds a part; otherwise the document is replaced, whoever wrote what was there.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MemoryWriteRequest(string Path, string Content, bool Append = false);
