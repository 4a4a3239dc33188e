using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Stopping;

/// <summary>Stops everything, or one thread.</summary>
/// <param name="Scope">global or thread.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record StopRequest(string Scope, string? ThreadId = null, string? Reason = null);
