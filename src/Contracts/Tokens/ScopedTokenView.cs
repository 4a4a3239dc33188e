namespace Gatehouse.Contracts.Tokens;

/// <summary>A token of a program's, without the token itself.</summary>
/// <param name="LastUsed">Exact to five minutes; null when it never was.</param>
/// <param name="Expires">Null when it has no end.</param>
public sealed record ScopedTokenView(
    string Id,
    string Name,
    string Scope,
    DateTimeOffset Created,
    DateTimeOffset? LastUsed,
    DateTimeOffset? Expires,
    bool Expired
);
