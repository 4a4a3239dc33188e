using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Memory;

/// <summary>Searches the owner's memory.</summary>
/// <param name="Limit">1 to 50 results.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MemorySearchRequest(string Query, int Limit = 10);
