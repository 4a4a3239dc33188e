using Dapper;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Backups;

/// <summary>A copy of a database as it is at one moment, also while a server writes to it.</summary>
internal static class DatabaseSnapshot
{
    // 8 MiB of SQLite's pages of 4 KiB: often enough to be stopped, seldom enough to cost nothing.
    private const int PagesAtOnce = 2048;

    /// <param name="live">Whether a server has it open. If not, the caller keeps servers away.</param>
    /// <param name="target">A file that is not there yet; it is made for the owner only.</param>
    /// <exception cref="BackupRefusedException">SQLite cannot read the one or write the other.</exception>
    public static void Take(string path, bool live, string target, IProgress<BackupProgress> progress, CancellationToken ct)
    {
        var doing = $"copying {Path.GetFileName(path)}";
        OwnerOnly.File(target);
        try
        {
            using var source = live ? LiveDatabase.Open(path) : DatabaseCopy.Open(path);
            if (!live)
            {
                source.Execute(DatabaseCopy.Pragmas);
            }

            // One transaction for all steps: without it a write in between would begin the copy anew, under load for ever.
            source.Execute("BEGIN DEFERRED");
            source.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema");
            using var copy = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = target,
                    Mode = SqliteOpenMode.ReadWrite,
                    Pooling = false,
                }.ToString()
            );
            copy.Open();
            // It is thrown away when it does not become whole.
            copy.Execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
            Copy(source, copy, (done, total) => progress.Report(new BackupProgress(doing, done, total)), ct);
        }
        catch (SqliteException problem)
        {
            throw new BackupRefusedException(
                problem.SqliteErrorCode == raw.SQLITE_FULL
                    ? $"There is no room for a copy of {path} beside it. Free as much as it takes, and try again."
                    : $"{path} cannot be copied: SQLite error {problem.SqliteErrorCode}. `gatehouse doctor` looks at it.",
                problem
            );
        }
    }

    private static void Copy(SqliteConnection source, SqliteConnection copy, Action<long, long> tell, CancellationToken ct)
    {
        using var backup = raw.sqlite3_backup_init(copy.Handle, "main", source.Handle, "main");
        if (backup.IsInvalid)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(copy.Handle), copy.Handle);
        }

        for (var code = raw.SQLITE_OK; code != raw.SQLITE_DONE; )
        {
            ct.ThrowIfCancellationRequested();
            code = raw.sqlite3_backup_step(backup, PagesAtOnce);
            if (code is not (raw.SQLITE_OK or raw.SQLITE_DONE))
            {
                SqliteException.ThrowExceptionForRC(code, copy.Handle);
            }

            var total = raw.sqlite3_backup_pagecount(backup);
            tell(total - raw.sqlite3_backup_remaining(backup), total);
        }
    }
}
