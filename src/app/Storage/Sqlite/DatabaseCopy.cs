using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Opens a database that no server uses, for reading. Nothing is created or changed, neither in the file nor beside it.</summary>
internal static class DatabaseCopy
{
    /// <summary>To be run first. Exclusive, so that the index of a log is kept in memory; the rest distrusts the file.</summary>
    public const string Pragmas = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

    /// <remarks>Takes no locks: what a server has open is read through the server. The file must be there.</remarks>
    public static SqliteConnection Open(string path)
    {
        // Where a link leads: SQLite keeps the log beside the file itself, not beside the link.
        var full = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        // Without a log the file is all there is. With one, SQLite would write an index of it beside the file, or the log back into it,
        // unless the file system layer has no locks and the index is kept in memory.
        var log = new FileInfo(full + "-wal");
        var how = log is { Exists: true, Length: > 0 } ? "vfs=unix-none" : "immutable=1";
        var target = new SqliteConnectionStringBuilder { DataSource = $"{new Uri(full).AbsoluteUri}?mode=ro&{how}", Pooling = false };
        var connection = new SqliteConnection(target.ToString());
        connection.Open();
        _ = raw.sqlite3_db_config(connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _);
        return connection;
    }
}
