using Dapper;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Sessions;

/// <summary>The sessions in <c>gatehouse.db</c>. Thread-safe.</summary>
/// <remarks>Says what is stored, not what is valid: callers ask <see cref="SessionRecord.IsLive"/>.</remarks>
public sealed class SessionTable(SqliteFile file)
{
    private const string All = "SELECT id, cookie_hash, page_key_hash, created, last_used, expires, user_agent_line, revoked FROM sessions";

    public void Add(SessionRecord session) =>
        file.Write(db =>
            db.Execute(
                "INSERT INTO sessions VALUES (@Id, @Cookie, @PageKey, @Created, @LastUsed, @Expires, @UserAgentLine, @Revoked)",
                new
                {
                    Id = session.Id.Value,
                    Cookie = session.Cookie.Hex,
                    PageKey = session.PageKey.Hex,
                    Created = session.Created.ToUnixTimeMilliseconds(),
                    LastUsed = session.LastUsed.ToUnixTimeMilliseconds(),
                    Expires = session.Expires.ToUnixTimeMilliseconds(),
                    session.UserAgentLine,
                    Revoked = session.Revoked?.ToUnixTimeMilliseconds(),
                }
            )
        );

    /// <summary>The session with this cookie, also when it is revoked or over; null when there is none.</summary>
    public SessionRecord? Find(TokenHash cookie) =>
        file.Read(db => db.QuerySingleOrDefault<Row>(All + " WHERE cookie_hash = @Hex", new { cookie.Hex }))?.ToRecord();

    /// <summary>Most recently used first.</summary>
    public IReadOnlyList<SessionRecord> List() =>
        file.Read(db => db.Query<Row>(All + " ORDER BY last_used DESC, id DESC")).Select(row => row.ToRecord()).ToList();

    /// <summary>Notes a use and moves the end. A revoked session stays revoked.</summary>
    public void Touch(SessionId id, DateTimeOffset used, DateTimeOffset expires) =>
        file.Write(db =>
            db.Execute(
                "UPDATE sessions SET last_used = @Used, expires = @Expires WHERE id = @Id AND revoked IS NULL",
                new
                {
                    Id = id.Value,
                    Used = used.ToUnixTimeMilliseconds(),
                    Expires = expires.ToUnixTimeMilliseconds(),
                }
            )
        );

    /// <summary>False when there is no such session or it was revoked before.</summary>
    public bool Revoke(SessionId id, DateTimeOffset at) => Revoke(" AND id = @Id", id.Value, at) == 1;

    /// <summary>How many were ended.</summary>
    /// <param name="except">The session that stays: the one that asked.</param>
    public int RevokeAll(DateTimeOffset at, SessionId? except = null) => Revoke(" AND id <> @Id", except?.Value ?? "", at);

    /// <summary>Removes what ended before <paramref name="before"/>.</summary>
    public void DeleteEnded(DateTimeOffset before) =>
        file.Write(db =>
            db.Execute("DELETE FROM sessions WHERE expires < @At OR revoked < @At", new { At = before.ToUnixTimeMilliseconds() })
        );

    private int Revoke(string which, string id, DateTimeOffset at)
    {
        var ended = 0;
        file.Write(db =>
            ended = db.Execute(
                "UPDATE sessions SET revoked = @At WHERE revoked IS NULL" + which,
                new { Id = id, At = at.ToUnixTimeMilliseconds() }
            )
        );
        return ended;
    }

    // The columns in the order of the query.
    private sealed record Row(
        string Id,
        string Cookie_hash,
        string Page_key_hash,
        long Created,
        long Last_used,
        long Expires,
        string User_agent_line,
        long? Revoked
    )
    {
        // A row that was tampered with matches no token at all.
        private static TokenHash Hash(string hex) => TokenHash.TryParse(hex, out var hash) ? hash : BearerToken.Create().Hash();

        public SessionRecord ToRecord() =>
            new(
                new(Id),
                Hash(Cookie_hash),
                Hash(Page_key_hash),
                DateTimeOffset.FromUnixTimeMilliseconds(Created),
                DateTimeOffset.FromUnixTimeMilliseconds(Last_used),
                DateTimeOffset.FromUnixTimeMilliseconds(Expires),
                User_agent_line,
                Revoked is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null
            );
    }
}
