using Gatehouse.Security.Tokens;

namespace Gatehouse.Storage.Tokens;

/// <summary>A token that opens a part of the API to a program. Times are UTC, milliseconds.</summary>
/// <param name="Name">One line of the owner's.</param>
/// <param name="Scope">Wire name of what it opens.</param>
/// <param name="LastUsed">Null when it never was.</param>
/// <param name="Expires">Null when it has no end.</param>
/// <param name="Revoked">When it was taken back; null while it stands.</param>
public sealed record TokenRecord(
    TokenId Id,
    TokenHash Hash,
    string Name,
    string Scope,
    DateTimeOffset Created,
    DateTimeOffset? LastUsed = null,
    DateTimeOffset? Expires = null,
    DateTimeOffset? Revoked = null
)
{
    public bool IsLive(DateTimeOffset now) => Revoked is null && !(now >= Expires);
}
