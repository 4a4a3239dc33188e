using Dapper;
using Gatehouse.Security.Tokens;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Tokens;

/// <summary>The scoped tokens in <c>gatehouse.db</c>. Thread-safe.</summary>
/// <remarks>Says what is stored, not what is valid: callers ask <see cref="TokenRecord.IsLive"/>.</remarks>
public sealed class TokenTable(SqliteFile file)
{
    private const string All = "SELECT id, hash, name, scope, created, last_used, expires, revoked FROM tokens";

    /// <summary>Adds it, once: a row with the same id stays as it is.</summary>
    public void Add(TokenRecord token) =>
        file.Write(db =>
            db.Execute(
                "INSERT INTO tokens VALUES (@Id, @Hash, @Name, @Scope, @Created, NULL, @Expires, NULL) ON CONFLICT (id) DO NOTHING",
                new
                {
                    Id = token.Id.Value,
                    Hash = token.Hash.Hex,
                    token.Name,
                    token.Scope,
                    Created = token.Created.ToUnixTimeMilliseconds(),
                    Expires = token.Expires?.ToUnixTimeMilliseconds(),
                }
            )
        );

    /// <summary>The token with this hash, also when it is revoked or over; null when there is none.</summary>
    public TokenRecord? Find(TokenHash hash) =>
        file.Read(db => db.QuerySingleOrDefault<Row>(All + " WHERE hash = @Hex", new { hash.Hex }))?.ToRecord();

    public TokenRecord? Find(TokenId id) =>
        file.Read(db => db.QuerySingleOrDefault<Row>(All + " WHERE id = @Value", new { id.Value }))?.ToRecord();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TokenRecord> List() =>
        file.Read(db => db.Query<Row>(All + " ORDER BY created DESC, id DESC")).Select(row => row.ToRecord()).ToList();

    /// <summary>Notes a use.</summary>
    public void Touch(TokenId id, DateTimeOffset used) =>
        file.Write(db =>
            db.Execute("UPDATE tokens SET last_used = @Used WHERE id = @Id", new { Id = id.Value, Used = used.ToUnixTimeMilliseconds() })
        );

    /// <summary>False when there is no such token or it was revoked before.</summary>
    public bool Revoke(TokenId id, DateTimeOffset at)
    {
        var ended = 0;
        file.Write(db =>
            ended = db.Execute(
                "UPDATE tokens SET revoked = @At WHERE id = @Id AND revoked IS NULL",
                new { Id = id.Value, At = at.ToUnixTimeMilliseconds() }
            )
        );
        return ended == 1;
    }

    // The columns in the order of the query.
    private sealed record Row(
        string Id,
        string Hash,
        string Name,
        string Scope,
        long Created,
        long? Last_used,
        long? Expires,
        long? Revoked
    )
    {
        // A row that was tampered with matches no token at all.
        public TokenRecord ToRecord() =>
            new(
                new TokenId(Id),
                TokenHash.TryParse(Hash, out var hash) ? hash : BearerToken.Create().Hash(),
                Name,
                Scope,
                DateTimeOffset.FromUnixTimeMilliseconds(Created),
                Time(Last_used),
                Time(Expires),
                Time(Revoked)
            );

        private static DateTimeOffset? Time(long? at) => at is { } time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;
    }
}
