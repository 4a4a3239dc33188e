using Dapper;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>Looks whether a database is whole, and changes nothing in it.</summary>
public static class DatabaseProbe
{
    /// <summary>Problems that are told; one damaged page can bring hundreds.</summary>
    private const int MaxTold = 5;

    /// <param name="path">The file, which is there.</param>
    /// <param name="migrations">Folder of its scripts: <c>ledger</c> or <c>gatehouse</c>.</param>
    /// <param name="live">Whether a server has it open.</param>
    /// <returns>What is wrong, in sentences without their end; nothing for a whole one.</returns>
    public static IReadOnlyList<string> Problems(string path, string migrations, bool live)
    {
        try
        {
            using var database = live ? LiveDatabase.Open(path) : DatabaseCopy.Open(path);
            if (!live)
            {
                database.Execute(DatabaseCopy.Pragmas);
            }

            var (version, newest) = (database.ExecuteScalar<long>("PRAGMA user_version"), Migrator.Scripts(migrations)[^1].Number);
            var found = database.Query<string>($"PRAGMA quick_check({MaxTold})").Where(line => line != "ok").ToList();
            if (version > newest)
            {
                found.Add(
                    $"a newer Gatehouse wrote it (version {version} of its tables; this program knows {newest}): start the newer program"
                );
            }

            return found;
        }
        catch (SqliteException problem)
        {
            return [$"it cannot be read: SQLite error {problem.SqliteErrorCode}"];
        }
    }
}
