using Dapper;
using Gatehouse.Agent.Memory;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Memory;

/// <summary>The owner's memory in <c>gatehouse.db</c>, searched by FTS5. Thread-safe.</summary>
public sealed class SqliteMemoryStore(SqliteFile file) : IMemoryStore
{
    private const string Between = "\n\n";

    public Task<int> WriteAsync(MemoryWrite write, CancellationToken ct)
    {
        var length = 0;
        file.Write(db =>
        {
            if (Claim(db, write.Effect, write.Path, write.Time))
            {
                Put(db, write);
            }

            length = Parts(db, write.Path).Sum(part => part.Content.Length + Between.Length) - Between.Length;
        });
        return Task.FromResult(Math.Max(0, length));
    }

    public Task<bool> DeleteAsync(EffectId effect, string path, DateTimeOffset now, CancellationToken ct)
    {
        var deleted = false;
        file.Write(db =>
        {
            deleted = WasWritten(db, effect);
            if (!deleted && Parts(db, path).Count > 0)
            {
                Remove(db, path);
                deleted = Claim(db, effect, path, now);
            }
        });
        return Task.FromResult(deleted);
    }

    public Task<MemoryDocument?> ReadAsync(string path, CancellationToken ct)
    {
        var rows = file.Read(db => Parts(db, path));
        return Task.FromResult(rows.Count == 0 ? null : Document(path, rows));
    }

    public Task<IReadOnlyList<MemoryEntry>> ListAsync(string folder, int limit, CancellationToken ct)
    {
        var rows = file.Read(db =>
            db.Query<EntryRow>(
                    """
                    SELECT path, SUM(length(content)) + 2 * (COUNT(*) - 1) AS length, MIN(integrity) AS integrity,
                        MIN(confidentiality) AS confidentiality, MAX(time) AS time
                    FROM memory_parts WHERE @folder = '/' OR substr(path, 1, length(@folder)) = @folder
                    GROUP BY path ORDER BY path LIMIT @limit
                    """,
                    new { folder, limit }
                )
                .AsList()
        );
        return Task.FromResult<IReadOnlyList<MemoryEntry>>([.. rows.Select(row => row.ToEntry())]);
    }

    public Task<IReadOnlyList<MemoryHit>> SearchAsync(string words, int limit, CancellationToken ct)
    {
        var query = SearchWords.Query(words);
        if (query.Length == 0)
        {
            return Task.FromResult<IReadOnlyList<MemoryHit>>([]);
        }

        var rows = file.Read(db =>
            db.Query<HitRow>(
                    """
                    SELECT p.path, p.content, p.integrity, p.confidentiality, -bm25(memory_words) AS weight
                    FROM memory_words JOIN memory_parts p ON p.id = memory_words.rowid
                    WHERE memory_words MATCH @query ORDER BY bm25(memory_words), p.id DESC LIMIT @limit
                    """,
                    new { query, limit }
                )
                .AsList()
        );
        return Task.FromResult<IReadOnlyList<MemoryHit>>([.. rows.Select(row => row.ToHit(rows[0].Weight))]);
    }

    public Task<bool> WasWrittenAsync(EffectId effect, CancellationToken ct) => Task.FromResult(file.Read(db => WasWritten(db, effect)));

    private static MemoryDocument Document(string path, List<PartRow> rows)
    {
        var start = 0;
        var parts = new List<MemoryPart>();
        foreach (var row in rows)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(row.Time);
            parts.Add(new MemoryPart(start, row.Content.Length, row.Label, new EffectId(row.Effect), time));
            start += row.Content.Length + Between.Length;
        }

        return new MemoryDocument(
            path,
            string.Join(Between, rows.Select(row => row.Content)),
            parts.Select(part => part.Label).Aggregate((joined, label) => joined.Join(label)),
            parts.Max(part => part.Time),
            parts
        );
    }

    private static bool WasWritten(SqliteConnection db, EffectId effect) =>
        db.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM memory_writes WHERE effect = @Value)", effect);

    private static bool Claim(SqliteConnection db, EffectId effect, string path, DateTimeOffset time) =>
        db.Execute(
            "INSERT INTO memory_writes (effect, path, time) VALUES (@Value, @path, @time) ON CONFLICT DO NOTHING",
            new
            {
                effect.Value,
                path,
                time = time.ToUnixTimeMilliseconds(),
            }
        ) == 1;

    private static void Remove(SqliteConnection db, string path)
    {
        db.Execute("DELETE FROM memory_words WHERE rowid IN (SELECT id FROM memory_parts WHERE path = @path)", new { path });
        db.Execute("DELETE FROM memory_parts WHERE path = @path", new { path });
    }

    private static void Put(SqliteConnection db, MemoryWrite write)
    {
        if (!write.Append)
        {
            Remove(db, write.Path);
        }

        var content = StoredText.Of(write.Content);
        var id = db.ExecuteScalar<long>(
            """
            INSERT INTO memory_parts (path, content, integrity, confidentiality, effect, time)
            VALUES (@Path, @content, @Integrity, @Confidentiality, @Effect, @time) RETURNING id
            """,
            new
            {
                write.Path,
                content,
                Integrity = (long)write.Label.Integrity,
                Confidentiality = (long)write.Label.Confidentiality,
                Effect = write.Effect.Value,
                time = write.Time.ToUnixTimeMilliseconds(),
            }
        );
        db.Execute(
            "INSERT INTO memory_words (rowid, content, path) VALUES (@id, @content, @Path)",
            new
            {
                id,
                content,
                write.Path,
            }
        );
    }

    private static List<PartRow> Parts(SqliteConnection db, string path) =>
        db.Query<PartRow>(
                "SELECT content, integrity, confidentiality, effect, time FROM memory_parts WHERE path = @path ORDER BY id",
                new { path }
            )
            .AsList();

    private sealed record PartRow(string Content, long Integrity, long Confidentiality, string Effect, long Time)
    {
        public Label Label => new((Integrity)Integrity, (Confidentiality)Confidentiality);
    }

    private sealed record EntryRow
    {
        public string Path { get; init; } = "";

        public long Length { get; init; }

        public long Integrity { get; init; }

        public long Confidentiality { get; init; }

        public long Time { get; init; }

        public MemoryEntry ToEntry() =>
            new(
                Path,
                (int)Length,
                new Label((Integrity)Integrity, (Confidentiality)Confidentiality),
                DateTimeOffset.FromUnixTimeMilliseconds(Time)
            );
    }

    // By properties, not by constructor: a computed column has no type while there is no row.
    private sealed record HitRow
    {
        public string Path { get; init; } = "";

        public string Content { get; init; } = "";

        public long Integrity { get; init; }

        public long Confidentiality { get; init; }

        public double Weight { get; init; }

        // The weights of BM25 mean nothing by themselves; against the best one they do.
        public MemoryHit ToHit(double best) =>
            new(
                Path,
                Content.Length <= MaxShown ? Content : Content[..MaxShown] + "…",
                best > 0 ? Math.Round(Weight / best, 3) : 1,
                new Label((Integrity)Integrity, (Confidentiality)Confidentiality)
            );
    }

    /// <summary>Most characters shown of one part; <c>memory_read</c> gives the whole.</summary>
    private const int MaxShown = 4000;
}
