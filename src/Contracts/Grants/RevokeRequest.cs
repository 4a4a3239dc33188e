using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Grants;

/// <summary>The owner takes a standing approval back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RevokeRequest(string Id);
