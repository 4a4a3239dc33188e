namespace Gatehouse.Contracts.Tokens;

/// <summary>A new token, in the one answer that carries it.</summary>
/// <param name="Token">Not stored and never shown again.</param>
public sealed record CreatedToken(string Token, string Id, string Name, string Scope, DateTimeOffset Created, DateTimeOffset? Expires);
