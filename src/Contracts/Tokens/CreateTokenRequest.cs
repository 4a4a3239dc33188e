using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Tokens;

/// <summary>Asks for a token for a program.</summary>
/// <param name="Scope">What it opens: <c>chat</c>.</param>
/// <param name="Name">What the owner calls it; at most 64 characters in one line.</param>
/// <param name="ExpiresIn">Such as <c>30d</c>; null or <c>none</c> for no end.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateTokenRequest(string Scope, string? Name = null, string? ExpiresIn = null);
