using Microsoft.Data.Sqlite;

namespace Gatehouse.Bench.Gates;

/// <summary>The least that a record on the disk costs: one row of a ledger entry's size, one commit, one writer.</summary>
internal sealed class BareInsert : IDisposable
{
    /// <summary>Characters of a row: an entry with its two hashes in hex has about as many.</summary>
    private const int RowLength = 300;

    private readonly Lock _gate = new();
    private readonly SqliteConnection _db;
    private readonly SqliteCommand _insert;

    public BareInsert(string path)
    {
        _db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _db.Open();
        // As src/app/Storage/Sqlite/SqliteFile.cs has them.
        Execute("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL");
        Execute("PRAGMA journal_mode = WAL");
        Execute("CREATE TABLE rows (row INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT");
        _insert = _db.CreateCommand();
        _insert.CommandText = "INSERT INTO rows (line) VALUES (@line)";
        _insert.Parameters.AddWithValue("@line", new string('x', RowLength));
        _insert.Prepare();
    }

    public Task InsertAsync()
    {
        lock (_gate)
        {
            using var transaction = _db.BeginTransaction();
            _insert.Transaction = transaction;
            _insert.ExecuteNonQuery();
            transaction.Commit();
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _db.Dispose();
    }

    private void Execute(string text)
    {
        using var command = _db.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
