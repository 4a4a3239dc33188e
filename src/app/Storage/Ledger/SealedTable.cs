using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>A table of changing rows, each with a checksum over all its columns. The first column is the key.</summary>
/// <remarks>Table and column names are constants of this program; values are always parameters.</remarks>
internal sealed class SealedTable
{
    private readonly string _select;
    private readonly string _save;
    private readonly string _delete;

    public SealedTable(string name, params string[] columns)
    {
        Name = name;
        Columns = columns;
        _select = $"SELECT {string.Join(", ", columns)}, sum FROM {name}";
        _save =
            $"INSERT OR REPLACE INTO {name} ({string.Join(", ", columns)}, sum) VALUES ({string.Join(", ", columns.Select(column => "@" + column))}, @sum)";
        _delete = $"DELETE FROM {name} WHERE {columns[0]} = @key";
    }

    public string Name { get; }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Inserts the row or replaces the one with its key.</summary>
    /// <param name="values">In column order: long, string, byte[] or null.</param>
    public void Save(SqliteConnection db, params object?[] values)
    {
        using var command = db.CreateCommand();
        command.CommandText = _save;
        for (var i = 0; i < Columns.Count; i++)
        {
            command.Parameters.AddWithValue("@" + Columns[i], values[i] ?? DBNull.Value);
        }

        command.Parameters.AddWithValue("@sum", RowSum.Of(Name, values));
        command.ExecuteNonQuery();
    }

    public void Delete(SqliteConnection db, object key)
    {
        using var command = db.CreateCommand();
        command.CommandText = _delete;
        command.Parameters.AddWithValue("@key", key);
        command.ExecuteNonQuery();
    }

    /// <summary>The row with this key. Throws when it is damaged.</summary>
    public SealedRow? Find(SqliteConnection db, object key) => Intact(db, $" WHERE {Columns[0]} = @value", key).FirstOrDefault();

    /// <summary>Rows in key order. Throws at the first damaged one.</summary>
    public IEnumerable<SealedRow> Intact(SqliteConnection db, string where = "", object? value = null) =>
        Rows(db, where, value).Select(row => row.IsIntact ? row : throw new LedgerDamagedException($"{Name} {row.Key} has been altered"));

    /// <summary>Rows in key order or against it, damaged ones among them.</summary>
    public IEnumerable<SealedRow> Rows(SqliteConnection db, string where = "", object? value = null, bool descending = false)
    {
        using var command = db.CreateCommand();
        command.CommandText = $"{_select}{where} ORDER BY {Columns[0]}{(descending ? " DESC" : "")}";
        if (value is not null)
        {
            command.Parameters.AddWithValue("@value", value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new SealedRow(Name, Columns, RowValues.Read(reader));
        }
    }
}
