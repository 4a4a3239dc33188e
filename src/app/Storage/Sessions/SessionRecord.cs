using Gatehouse.Security.Tokens;

namespace Gatehouse.Storage.Sessions;

/// <summary>One session. Public: it stands in lists and URLs, and opens nothing.</summary>
public sealed record SessionId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>One browser that is logged in. Times are UTC, milliseconds.</summary>
/// <param name="PageKey">Hash of the key that a page must send besides the cookie.</param>
/// <param name="UserAgentLine">One line for the owner's list; comes from outside.</param>
/// <param name="Revoked">When it was ended by hand; null while it stands.</param>
public sealed record SessionRecord(
    SessionId Id,
    TokenHash Cookie,
    TokenHash PageKey,
    DateTimeOffset Created,
    DateTimeOffset LastUsed,
    DateTimeOffset Expires,
    string UserAgentLine,
    DateTimeOffset? Revoked = null
)
{
    public bool IsLive(DateTimeOffset now) => Revoked is null && now < Expires;
}
