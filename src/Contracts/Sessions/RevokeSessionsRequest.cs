using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Sessions;

/// <summary>Signs browsers out: one by its id, or all but the one that asks. One of the two.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RevokeSessionsRequest(string? Id = null, bool All = false);
