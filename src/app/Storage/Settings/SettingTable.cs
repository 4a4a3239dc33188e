using Dapper;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Settings;

/// <summary>The stored settings in <c>gatehouse.db</c>. Thread-safe.</summary>
public sealed class SettingTable(SqliteFile file)
{
    /// <summary>By name.</summary>
    public IReadOnlyList<StoredSetting> All() => file.Read(Rows);

    /// <summary>Makes all changes of one effect in one transaction, once.</summary>
    public void Apply(EffectId effect, IEnumerable<SettingChange> changes, DateTimeOffset now) =>
        file.Write(db =>
        {
            var time = now.ToUnixTimeMilliseconds();
            if (db.Execute("INSERT OR IGNORE INTO setting_writes VALUES (@Value, @time)", new { effect.Value, time }) == 0)
            {
                return;
            }

            foreach (var (name, value) in changes)
            {
                _ = value is null
                    ? db.Execute("DELETE FROM settings WHERE name = @name", new { name })
                    : db.Execute(
                        "INSERT OR REPLACE INTO settings VALUES (@name, @value, @effect, @time)",
                        new
                        {
                            name,
                            value,
                            effect = effect.Value,
                            time,
                        }
                    );
            }
        });

    public bool WasApplied(EffectId effect) =>
        file.Read(db => db.ExecuteScalar<long>("SELECT count(*) FROM setting_writes WHERE effect = @Value", new { effect.Value }) > 0);

    /// <summary>What is stored in a home whose server does not run. Changes nothing there.</summary>
    /// <param name="path">Of <c>gatehouse.db</c>. Nothing is stored where there is no such file.</param>
    /// <exception cref="UnreadableDatabaseException">The file is there and is no database that can be read.</exception>
    public static IReadOnlyList<StoredSetting> ReadFrom(string path)
    {
        return Read(
            path,
            () =>
            {
                var copy = DatabaseCopy.Open(path);
                copy.Execute(DatabaseCopy.Pragmas);
                return copy;
            }
        );
    }

    /// <summary>What is stored in a home whose server runs, read beside it.</summary>
    /// <exception cref="UnreadableDatabaseException">The file is there and is no database that can be read.</exception>
    public static IReadOnlyList<StoredSetting> ReadLive(string path) => Read(path, () => LiveDatabase.Open(path));

    private static List<StoredSetting> Read(string path, Func<SqliteConnection> open)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            using var database = open();
            // A home of an older program has no such table, and nothing in it.
            return database.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'settings'") == 0 ? [] : Rows(database);
        }
        catch (SqliteException problem)
        {
            throw new UnreadableDatabaseException(path, problem.SqliteErrorCode);
        }
    }

    private static List<StoredSetting> Rows(SqliteConnection db) =>
        [
            .. db.Query<Row>("SELECT name, value, time FROM settings ORDER BY name")
                .Select(row => new StoredSetting(row.Name, row.Value, DateTimeOffset.FromUnixTimeMilliseconds(row.Time))),
        ];

    private sealed record Row(string Name, string Value, long Time);
}
