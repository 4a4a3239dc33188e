using Gatehouse.Security.Effects;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Sessions;

namespace Gatehouse.Server.Access;

/// <summary>
/// Browser sessions. Each has two halves, because a cookie reaches every port of a host: the cookie, and a key that the page
/// keeps and sends as a header. Neither opens anything alone; both are stored as hashes.
/// </summary>
internal sealed class SessionBook(SessionTable table, TimeProvider clock)
{
    public const string Cookie = "gatehouse_session";
    public const string PageHeader = "X-Gatehouse-Page";

    /// <summary>A month: shorter trains people to sign in without looking.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How exact "last used" is in the owner's list; a write per request would buy nothing.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromHours(1);

    private const int TokenLength = BearerToken.Bytes * 2;
    private const int MaxAgentLine = 200;

    public OpenedSession Open(string userAgent)
    {
        var (cookie, key, now) = (BearerToken.Create(), BearerToken.Create(), clock.GetUtcNow());
        table.DeleteEnded(now);
        table.Add(
            new SessionRecord(
                new SessionId(Guid.CreateVersion7(now).ToString("N")),
                TokenHash.Of(cookie.Text),
                TokenHash.Of(key.Text),
                now,
                now,
                now + Lifetime,
                Line(userAgent)
            )
        );
        return new OpenedSession(cookie, key, now + Lifetime);
    }

    /// <summary>The session that both halves belong to; null for anything else.</summary>
    public SessionRecord? Find(string? cookie, string? pageKey)
    {
        if (cookie is not { Length: TokenLength } || pageKey is not { Length: TokenLength })
        {
            return null;
        }

        var (session, now) = (table.Find(TokenHash.Of(cookie)), clock.GetUtcNow());
        if (session is null || !session.IsLive(now) || !session.PageKey.Matches(pageKey))
        {
            return null;
        }

        if (now - session.LastUsed >= TouchEvery)
        {
            table.Touch(session.Id, now, session.Expires);
        }

        return session;
    }

    /// <summary>Whether the session is still good; for streams that outlive the request's own check.</summary>
    public bool IsOpen(SessionRecord session) => table.Find(session.Cookie)?.IsLive(clock.GetUtcNow()) == true;

    public void Close(SessionRecord session) => table.Revoke(session.Id, clock.GetUtcNow());

    private static string Line(string userAgent) =>
        VisibleText.Of(userAgent.Length > MaxAgentLine ? userAgent[..MaxAgentLine] : userAgent, keepLineBreaks: false);
}
