using Dapper;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>What can be wrong with a ledger's file besides its chain.</summary>
internal static class LedgerFileCheck
{
    private const string Definitions = "SELECT type || ' ' || name || ' on ' || tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema";

    public static LedgerProblem Unreadable(string what, SqliteException problem) =>
        new(0, "unreadable", $"{what} cannot be read: SQLite error {problem.SqliteErrorCode}");

    /// <summary>Whether the tables are the ones that the migrations make: no trigger, view or column that we did not write.</summary>
    public static IReadOnlyList<LedgerProblem> Tables(SqliteConnection copy)
    {
        var scripts = Migrator.Scripts("ledger");
        var version = Version(copy);
        if (version < 1 || version > scripts[^1].Number)
        {
            return
            [
                new(
                    0,
                    "unreadable",
                    $"not a ledger of this program: its tables have version {version}, known are 1 to {scripts[^1].Number}"
                ),
            ];
        }

        using var model = new SqliteConnection("Data Source=:memory:");
        model.Open();
        Migrator.Run(model, [.. scripts.Where(script => script.Number <= version)], "model");
        var (expected, actual) = (Read(model), Read(copy));
        var differs = expected.Except(actual).Concat(actual.Except(expected)).Count();
        return differs == 0 ? [] : [new(0, "altered", $"{differs} definitions of tables or indexes are not the program's own")];
    }

    /// <summary>Rows whose checksum does not fit.</summary>
    public static IReadOnlyList<LedgerProblem> Sums(SqliteConnection copy)
    {
        var found = new List<LedgerProblem>();
        foreach (var table in LedgerTables.At(Version(copy)))
        {
            var rows = new GuardedRows(found, table.Name);
            foreach (var row in rows.Walk(() => table.Rows(copy)).Where(row => !row.IsIntact).Take(LedgerVerifier.MaxProblems))
            {
                found.Add(new(0, "altered", $"row {row.Key} of {row.Table} does not have its own checksum"));
            }
        }

        return found;
    }

    /// <summary>Whether its version has a table of checkpoints: a copy of an older one is verified as it is.</summary>
    public static bool HasCheckpoints(SqliteConnection copy) => LedgerTables.At(Version(copy)).Contains(CheckpointTable.Table);

    /// <summary>Pages, indexes and constraints, by SQLite's own full check.</summary>
    public static IReadOnlyList<LedgerProblem> Pages(SqliteConnection copy)
    {
        var found = new List<LedgerProblem>();
        var lines = new GuardedRows(found, "the file").Walk(() => copy.Query<string>("PRAGMA integrity_check", buffered: false));
        foreach (var line in lines.Where(line => line != "ok"))
        {
            found.Add(new(0, "unreadable", $"SQLite's integrity check: {line}"));
        }

        return found;
    }

    private static long Version(SqliteConnection copy) => copy.ExecuteScalar<long>("PRAGMA user_version");

    private static HashSet<string> Read(SqliteConnection database) => [.. database.Query<string>(Definitions)];
}
