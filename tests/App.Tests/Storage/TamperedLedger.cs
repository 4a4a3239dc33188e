using System.Globalization;
using Dapper;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Storage;

/// <summary>One intact ledger, and copies of it that a test spoils.</summary>
public sealed class TamperedLedger : IDisposable
{
    private readonly TempFolder _temp = new();

    public TamperedLedger() => Head = LedgerSample.Write(Original);

    public LedgerHead Head { get; }

    public string Original => _temp["ledger.db"];

    public void Dispose() => _temp.Dispose();

    public byte[] Read() => File.ReadAllBytes(Original);

    public LedgerReport Verify(Action<SqliteConnection> spoil, LedgerHead? kept = null) =>
        WithCopy(
            Read(),
            path =>
            {
                using (var db = new SqliteConnection($"Data Source={path};Pooling=False"))
                {
                    db.Open();
                    spoil(db);
                    db.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
                }

                return Verify(path, kept);
            }
        );

    public T WithCopy<T>(byte[] bytes, Func<string, T> use)
    {
        var path = _temp[Guid.NewGuid().ToString("N")];
        File.WriteAllBytes(path, bytes);
        try
        {
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static LedgerReport Verify(string path, LedgerHead? kept = null)
    {
        using var file = LedgerFile.OpenForReading(path);
        return file.Verify(kept);
    }

    /// <summary>Changes one bit of one value, of whatever type it is; an absent value becomes present.</summary>
    public static void Flip(SqliteConnection db, string table, string column, string where)
    {
        var old = Values(db, $"SELECT {column} FROM {table} WHERE {where}").Single()[0];
        object flipped = old switch
        {
            long number => number ^ 1,
            string { Length: > 0 } text => string.Concat(text.AsSpan(0, text.Length - 1), $"{(char)(text[^1] ^ 1)}"),
            byte[] bytes => bytes.Select((value, i) => i == bytes.Length / 2 ? (byte)(value ^ 0x40) : value).ToArray(),
            null => column is "approval" or "size" or "expires" ? 1L : "x",
            _ => throw new InvalidOperationException($"no test value for {column}"),
        };
        Assert.Equal(1, db.Execute($"UPDATE {table} SET {column} = @flipped WHERE {where}", new { flipped }));
    }

    /// <summary>Everything in the file, as text.</summary>
    public static IReadOnlyList<string> Content(string path)
    {
        using var db = new SqliteConnection($"Data Source={new Uri(path).AbsoluteUri}?mode=ro&immutable=1;Pooling=False");
        db.Open();
        return
        [
            .. new[] { "entries" }
                .Concat(LedgerTables.Sealed.Select(table => table.Name))
                .SelectMany(table => Values(db, $"SELECT * FROM {table} NOT INDEXED ORDER BY 1").Select(row => $"{table}: {Text(row)}")),
        ];
    }

    private static List<object?[]> Values(SqliteConnection db, string query)
    {
        using var command = db.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add(RowValues.Read(reader));
        }

        return rows;
    }

    private static string Text(object?[] row) =>
        string.Join(
            " | ",
            row.Select(value =>
                value is byte[] bytes
                    ? Convert.ToHexString(bytes)
                    : $"{value?.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}"
            )
        );
}
