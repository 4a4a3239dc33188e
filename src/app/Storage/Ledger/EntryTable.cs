using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The chained entries: written once, in order, never changed.</summary>
internal static class EntryTable
{
    private static readonly string Select = $"SELECT {string.Join(", ", EntryRow.Columns)} FROM entries ";

    private static readonly string InsertText =
        $"INSERT INTO entries ({string.Join(", ", EntryRow.Columns)}) VALUES ({string.Join(", ", EntryRow.Columns.Select(c => "@" + c))})";

    /// <summary>A prepared insert. The connection owns it for as long as the store is open.</summary>
    public static SqliteCommand PrepareInsert(SqliteConnection db)
    {
        var insert = db.CreateCommand();
        insert.CommandText = InsertText;
        foreach (var column in EntryRow.Columns)
        {
            insert.Parameters.AddWithValue("@" + column, DBNull.Value);
        }

        insert.Prepare();
        return insert;
    }

    /// <exception cref="ArgumentException">It would read back as another entry than was hashed, and look altered ever after.</exception>
    public static void Insert(SqliteCommand insert, SqliteTransaction transaction, LedgerEntry entry)
    {
        insert.Transaction = transaction;
        var values = EntryRow.Values(entry);
        if (values.Any(value => value is string text && !RowValues.Survives(text)))
        {
            throw new ArgumentException($"entry {entry.Seq} has text that is not well-formed Unicode", nameof(entry));
        }

        for (var i = 0; i < values.Length; i++)
        {
            insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        insert.ExecuteNonQuery();
    }

    /// <summary>In the order of writing. The table itself is walked, not an index: an index could tell another story.</summary>
    public static IEnumerable<LedgerEntry> All(SqliteConnection db) => Query(db, "NOT INDEXED ORDER BY row");

    /// <summary>As <see cref="All"/>, from the first row with this number on.</summary>
    public static IEnumerable<LedgerEntry> From(SqliteConnection db, long seq) =>
        Query(db, "WHERE row >= (SELECT min(row) FROM entries WHERE seq = @seq) ORDER BY row", ("@seq", seq));

    public static LedgerEntry? Last(SqliteConnection db) => Query(db, "NOT INDEXED ORDER BY row DESC LIMIT 1").FirstOrDefault();

    public static IEnumerable<LedgerEntry> OfEffect(SqliteConnection db, EffectId effect) =>
        Query(db, "WHERE effect = @effect ORDER BY seq", ("@effect", effect.Value));

    public static IEnumerable<LedgerEntry> Newest(SqliteConnection db, int limit, long? before, ThreadId? thread) =>
        Query(
            db,
            $"WHERE seq < @before {(thread is null ? "" : "AND thread = @thread")} ORDER BY seq DESC LIMIT @limit",
            ("@before", before ?? long.MaxValue),
            ("@limit", limit),
            ("@thread", thread?.Value)
        );

    private static IEnumerable<LedgerEntry> Query(SqliteConnection db, string rest, params (string Name, object? Value)[] parameters)
    {
        using var command = db.CreateCommand();
        command.CommandText = Select + rest;
        foreach (var (name, value) in parameters.Where(parameter => parameter.Value is not null))
        {
            command.Parameters.AddWithValue(name, value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new EntryRow(RowValues.Read(reader)).Read();
        }
    }
}
