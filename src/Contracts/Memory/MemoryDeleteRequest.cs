using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Memory;

/// <summary>Deletes a whole document.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MemoryDeleteRequest(string Path);
