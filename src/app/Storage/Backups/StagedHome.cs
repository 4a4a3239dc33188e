using Dapper;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Backups;

/// <summary>What a backup holds, counted in it.</summary>
/// <param name="Created">When it was made; what happened since is not in it.</param>
/// <param name="Product">Version of the program that made it.</param>
/// <param name="Memories">Documents.</param>
/// <param name="LiveTokens">Scoped tokens that open something, also those revoked since.</param>
/// <param name="Grants">Standing permissions, also those revoked since.</param>
/// <param name="Waiting">Questions to the owner that are not answered.</param>
/// <param name="Approved">Questions that were answered with yes, and whose effects were not done yet. They may have been done since.</param>
/// <param name="Unfinished">Turns that were waiting or under way.</param>
/// <param name="Stops">Stops that are set.</param>
/// <param name="Sessions">Browsers that were logged in.</param>
public sealed record BackupFacts(
    DateTimeOffset Created,
    string Product,
    long Threads,
    long Turns,
    long Memories,
    long Entries,
    LedgerHead Head,
    long LiveTokens,
    long Grants,
    long Waiting,
    long Approved,
    long Unfinished,
    long Stops,
    long Sessions
);

/// <summary>The two databases of a backup in a folder of their own, not yet anybody's home.</summary>
internal static class StagedHome
{
    /// <summary>Unpacks and checks everything, and counts what there is.</summary>
    public static BackupFacts Fill(
        string folder,
        string file,
        ReadOnlySpan<byte> passphrase,
        DateTimeOffset now,
        IProgress<BackupProgress> progress,
        CancellationToken ct
    )
    {
        var (header, manifest) = BackupFile.Unpack(file, passphrase, folder, progress, ct);
        foreach (var described in manifest.Files)
        {
            if (CopyCheck.Version(Path.Combine(folder, described.Name)) != described.Schema)
            {
                throw new BackupRefusedException($"The {described.Name} in it has another version than its manifest says.");
            }
        }

        var head = CopyCheck.Run(folder, new LedgerHead(manifest.HeadSeq, manifest.HeadHash), progress, ct);
        return Count(folder, header, head, now);
    }

    /// <summary>Ends every browser session. Brings <c>gatehouse.db</c> to this program's version, so that a migration that fails fails here.</summary>
    public static void EndSessions(string folder, DateTimeOffset now)
    {
        try
        {
            using var database = SqliteFile.Open(
                Path.Combine(folder, BackupContent.Database),
                BackupContent.Migrations(BackupContent.Database)
            );
            new SessionTable(database).RevokeAll(now);
        }
        catch (SqliteException problem)
        {
            throw new BackupRefusedException(
                $"The {BackupContent.Database} in it cannot be written to: SQLite error {problem.SqliteErrorCode}. Look whether the disk is full, and try again.",
                problem
            );
        }
    }

    private static BackupFacts Count(string folder, BackupHeader header, LedgerHead head, DateTimeOffset now)
    {
        using var ledger = DatabaseCopy.Open(Path.Combine(folder, BackupContent.Ledger));
        ledger.Execute(DatabaseCopy.Pragmas);
        using var database = DatabaseCopy.Open(Path.Combine(folder, BackupContent.Database));
        database.Execute(DatabaseCopy.Pragmas);
        var at = new { now = now.ToUnixTimeMilliseconds() };
        // A table that an older program did not have yet counts as empty.
        long In(SqliteConnection db, string table, string count) =>
            db.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = @table", new { table }) == 0
                ? 0
                : db.ExecuteScalar<long>($"SELECT {count}", at);

        const string Live = "revoked IS NULL AND (expires IS NULL OR expires > @now)";
        return new BackupFacts(
            header.Created,
            header.Product,
            In(database, "threads", "count(*) FROM threads"),
            In(database, "turns", "count(*) FROM turns"),
            In(database, "memory_parts", "count(DISTINCT path) FROM memory_parts"),
            In(ledger, "entries", "count(*) FROM entries"),
            head,
            In(database, "tokens", $"count(*) FROM tokens WHERE {Live}"),
            In(ledger, "grants", "count(*) FROM grants WHERE expires IS NULL OR expires > @now"),
            In(ledger, "approvals", "count(*) FROM approvals WHERE state = 'Pending'"),
            In(ledger, "approvals", "count(*) FROM approvals WHERE state IN ('Approved', 'Consumed')"),
            In(database, "turns", "count(*) FROM turns WHERE state IN ('Queued', 'Processing')"),
            In(ledger, "stops", "count(*) FROM stops"),
            In(database, "sessions", $"count(*) FROM sessions WHERE {Live}")
        );
    }
}
