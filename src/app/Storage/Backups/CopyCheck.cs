using System.Globalization;
using Dapper;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Backups;

/// <summary>Whether copies of the two databases are whole: what cannot be restored is not backed up, and not put in place.</summary>
internal static class CopyCheck
{
    private const int MaxTold = 5;

    /// <summary>"GHDB", as the first migration of <c>gatehouse.db</c> sets it.</summary>
    private const long DatabaseMark = 0x47484442;

    /// <param name="folder">Holds both files, each alone.</param>
    /// <param name="head">Where the ledger has to end; null where that is not known.</param>
    /// <returns>Where it ends.</returns>
    /// <exception cref="BackupRefusedException">One of them is damaged, or a newer program wrote it.</exception>
    public static LedgerHead Run(string folder, LedgerHead? head, IProgress<BackupProgress> progress, CancellationToken ct)
    {
        var (database, ledger) = (Path.Combine(folder, BackupContent.Database), Path.Combine(folder, BackupContent.Ledger));
        progress.Report(new BackupProgress($"checking {BackupContent.Database}", 0, 1));
        CheckVersion(ledger);
        CheckVersion(database);
        CheckPages(database, ct);
        ct.ThrowIfCancellationRequested();
        progress.Report(new BackupProgress($"checking {BackupContent.Ledger}", 0, 1));
        using var file = LedgerFile.OpenForReading(ledger);
        var report = file.Verify(head);
        ct.ThrowIfCancellationRequested();
        var problem =
            report.Problems is [var first, ..] ? $"{first.Problem}, {first.Detail}"
            : head is not null && report.Head != head ? $"it ends at entry {report.Head.Seq}, not at {head.Seq}"
            : null;
        return problem is null ? report.Head : throw new BackupRefusedException($"The ledger in it is not whole: {problem}.");
    }

    /// <summary>The version of a database's tables.</summary>
    public static long Version(string path)
    {
        try
        {
            using var database = Open(path);
            return database.ExecuteScalar<long>("PRAGMA user_version");
        }
        catch (SqliteException problem)
        {
            throw Unreadable(path, problem);
        }
    }

    private static void CheckVersion(string path)
    {
        var name = Path.GetFileName(path);
        var (found, newest) = (Version(path), Migrator.Scripts(BackupContent.Migrations(name))[^1].Number);
        if (found > newest)
        {
            throw new BackupRefusedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"A newer Gatehouse wrote the {name} in it (version {found} of its tables; this program knows {newest}). Use the newer program."
                )
            );
        }
    }

    private static void CheckPages(string path, CancellationToken ct)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var database = Open(path);
            var handle = database.Handle!;
            using var stopped = ct.Register(() => raw.sqlite3_interrupt(handle));
            if (database.ExecuteScalar<long>("PRAGMA application_id") != DatabaseMark)
            {
                throw new BackupRefusedException($"The {name} in it is no database of Gatehouse.");
            }

            var found = database.Query<string>($"PRAGMA integrity_check({MaxTold})").Where(line => line != "ok").ToList();
            var rows = database.Query("PRAGMA foreign_key_check").Take(1).Count();
            if (found.Count > 0 || rows > 0)
            {
                throw new BackupRefusedException($"The {name} in it is not whole: {found.FirstOrDefault() ?? "a row points to none"}.");
            }
        }
        catch (SqliteException problem) when (problem.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(ct);
        }
        catch (SqliteException problem)
        {
            throw Unreadable(path, problem);
        }
    }

    private static SqliteConnection Open(string path)
    {
        var database = DatabaseCopy.Open(path);
        try
        {
            database.Execute(DatabaseCopy.Pragmas);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static BackupRefusedException Unreadable(string path, SqliteException problem) =>
        new($"The {Path.GetFileName(path)} in it cannot be read: SQLite error {problem.SqliteErrorCode}.", problem);
}
