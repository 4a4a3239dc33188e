using Gatehouse.Security.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>
/// Browser sessions. Each has two halves, because a cookie reaches every port of a host: the cookie, and a key that the page
/// keeps and sends as a header. Neither opens anything alone.
/// </summary>
internal sealed class SessionBook(ISessionStore store, TimeProvider clock)
{
    public const string Cookie = "gatehouse_session";
    public const string PageHeader = "X-Gatehouse-Page";

    /// <summary>A month: shorter trains people to sign in without looking.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private const int TokenLength = BearerToken.Bytes * 2;

    public OpenedSession Open()
    {
        var (cookie, key, now) = (BearerToken.Create(), BearerToken.Create(), clock.GetUtcNow());
        store.RemoveExpired(now);
        store.Add(new SessionRecord(cookie.Hash().Hex, key.Hash().Hex, now, now + Lifetime));
        return new OpenedSession(cookie, key, now + Lifetime);
    }

    /// <summary>The session that both halves belong to; null for anything else.</summary>
    public SessionRecord? Find(string? cookie, string? pageKey)
    {
        if (cookie is not { Length: TokenLength } || pageKey is not { Length: TokenLength })
        {
            return null;
        }

        var session = store.Find(TokenHash.Of(cookie).Hex);
        return
            session is not null
            && clock.GetUtcNow() < session.Expires
            && TokenHash.TryParse(session.PageKeyHash, out var key)
            && key.Matches(pageKey)
            ? session
            : null;
    }

    /// <summary>Whether the session is still good; for streams that outlive the request's own check.</summary>
    public bool IsOpen(SessionRecord session) => clock.GetUtcNow() < session.Expires && store.Find(session.CookieHash) is not null;

    public void Close(SessionRecord session) => store.Remove(session.CookieHash);
}
