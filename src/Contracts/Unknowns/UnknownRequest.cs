using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Unknowns;

/// <summary>The owner's word on an effect of unknown outcome. It is recorded; nothing is repeated or given back.</summary>
/// <param name="Outcome">done or not_done.</param>
/// <param name="Note">How the owner knows, at most 300 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record UnknownRequest(string Outcome, string? Note = null);
