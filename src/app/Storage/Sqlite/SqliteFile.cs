using System.Collections.Concurrent;
using Dapper;
using Gatehouse.Gate;
using Gatehouse.Storage.Home;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>One database file: one writer behind a lock, any number of readers, migrated when opened.</summary>
/// <remarks>Thread-safe. Readers see the last commit and never wait for the writer (WAL). No reader may be in use when it is disposed.</remarks>
public sealed class SqliteFile : IDisposable
{
    // Only another tool on the same file can make us wait; five seconds outlast a backup's step.
    private const string Pragmas = """
        PRAGMA busy_timeout = 5000;
        PRAGMA foreign_keys = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA synchronous = FULL;
        """;

    private readonly string _path;
    private readonly Lock _gate = new();
    private readonly SqliteConnection _writer;
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private volatile bool _disposed;

    private SqliteFile(string path, SqliteConnection writer)
    {
        _path = path;
        _writer = writer;
    }

    /// <summary>Opens or creates the file (0600) and brings it to this program's version.</summary>
    /// <param name="migrations">Folder of its scripts: <c>ledger</c> or <c>gatehouse</c>.</param>
    /// <exception cref="NewerDatabaseException">A newer program wrote it.</exception>
    /// <exception cref="DiskRefusedException">The disk is full, read-only or broken.</exception>
    public static SqliteFile Open(string path, string migrations)
    {
        // SQLite gives -wal and -shm the mode of the file itself.
        OwnerOnly.File(path);
        SqliteConnection? writer = null;
        try
        {
            writer = Connect(path);
            writer.Execute("PRAGMA journal_mode = WAL");
            Migrator.Run(writer, Migrator.Scripts(migrations), System.IO.Path.GetFileName(path));
            return new SqliteFile(path, writer);
        }
        catch (SqliteException problem) when (DiskRefusals.Is(problem))
        {
            writer?.Dispose();
            throw DiskRefusals.Of(path, problem);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    /// <summary>Runs <paramref name="work"/> in one transaction; on the disk when this returns. An exception undoes all of it.</summary>
    /// <exception cref="DiskRefusedException">The disk is full, read-only or broken.</exception>
    internal void Write(Action<SqliteConnection> work) => Write((db, _) => work(db));

    /// <inheritdoc cref="Write(Action{SqliteConnection})"/>
    /// <remarks>With the transaction, for commands that are prepared once and used again.</remarks>
    internal void Write(Action<SqliteConnection, SqliteTransaction> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                // IMMEDIATE: the write lock is taken here, not in the middle of the work.
                using var transaction = _writer.BeginTransaction();
                work(_writer, transaction);
                transaction.Commit();
            }
            catch (SqliteException problem) when (DiskRefusals.Is(problem))
            {
                throw DiskRefusals.Of(_path, problem);
            }
        }
    }

    internal T Read<T>(Func<SqliteConnection, T> query)
    {
        using var lease = Lease();
        return query(lease.Connection);
    }

    /// <summary>A reader for as long as it takes to walk through a result.</summary>
    internal ReaderLease Lease()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new ReaderLease(this, _idle.TryTake(out var reader) ? reader : ConnectReader());
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
            while (_idle.TryTake(out var reader))
            {
                reader.Dispose();
            }

            try
            {
                // One file is left behind: a copy of it alone is then a whole copy.
                _writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            catch (SqliteException problem) when (DiskRefusals.Is(problem))
            {
                // What was acknowledged is in the log beside it, and the next start takes it from there.
            }

            _writer.Dispose();
        }
    }

    private static SqliteConnection Connect(string path)
    {
        var target = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            // The library's pool hands out connections without our pragmas.
            Pooling = false,
        };
        var connection = new SqliteConnection(target.ToString());
        connection.Open();
        connection.Execute(Pragmas);
        return connection;
    }

    private SqliteConnection ConnectReader()
    {
        var reader = Connect(_path);
        reader.Execute("PRAGMA query_only = ON");
        return reader;
    }

    private void Return(SqliteConnection reader)
    {
        if (_disposed)
        {
            reader.Dispose();
        }
        else
        {
            _idle.Add(reader);
        }
    }

    internal sealed class ReaderLease(SqliteFile owner, SqliteConnection connection) : IDisposable
    {
        public SqliteConnection Connection => connection;

        public void Dispose() => owner.Return(connection);
    }
}
