using Gatehouse.Gate;
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

    /// <summary>Longest line that tells the owner which browser it is, in characters.</summary>
    public const int MaxAgentLine = 200;

    /// <summary>A month: shorter trains people to sign in without looking.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>How exact "last used" is in the owner's list; a write per request would buy nothing.</summary>
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    /// <summary>Clocks are set back by hours when somebody mistakes their zone.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromDays(1);

    private const int TokenLength = BearerToken.Bytes * 2;

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
        if (session is null || !session.PageKey.Matches(pageKey))
        {
            return null;
        }

        if (!IsLive(session, now))
        {
            if (!session.IsLive(now))
            {
                // Over once is over: the clock may go back.
                Note(() => table.Revoke(session.Id, now));
            }

            return null;
        }

        if (now - session.LastUsed >= TouchEvery)
        {
            Note(() => table.Touch(session.Id, now, session.Expires));
        }

        return session;
    }

    // A disk that takes nothing must not keep the owner from the page, and from the brake on it.
    private static void Note(Action write)
    {
        try
        {
            write();
        }
        catch (DiskRefusedException) { }
    }

    /// <summary>Whether the session is still good.</summary>
    public bool IsOpen(SessionRecord session) => table.Find(session.Cookie) is { } stored && IsLive(stored, clock.GetUtcNow());

    /// <summary>Those that are still good, most recently used first.</summary>
    public IReadOnlyList<SessionRecord> Live() => [.. table.List().Where(session => IsLive(session, clock.GetUtcNow()))];

    /// <summary>False when there is no such session or it was ended before. Open streams of it go on: <see cref="Revocation"/> ends both.</summary>
    public bool Close(SessionId id) => table.Revoke(id, clock.GetUtcNow());

    /// <summary>Ends all but one; says how many.</summary>
    public int CloseAll(SessionId? except) => table.RevokeAll(clock.GetUtcNow(), except);

    // One that was opened by a clock that was far ahead would live for longer than any may.
    private static bool IsLive(SessionRecord session, DateTimeOffset now) =>
        session.IsLive(now) && session.Expires - now <= Lifetime + ClockSlack;

    // Spelling invisible characters out makes a line longer, so it is cut afterwards, and never through a pair.
    private static string Line(string userAgent)
    {
        var line = VisibleText.Of(userAgent.Length > MaxAgentLine ? userAgent[..MaxAgentLine] : userAgent, keepLineBreaks: false);
        var most = Math.Min(line.Length, MaxAgentLine);
        return most < line.Length && char.IsHighSurrogate(line[most - 1]) ? line[..(most - 1)] : line[..most];
    }
}
