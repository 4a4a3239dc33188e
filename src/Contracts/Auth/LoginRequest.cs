using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Auth;

/// <summary>Trades the one-time code of a login link for a browser session.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record LoginRequest(string Code);
