using System.Globalization;
using System.Reflection;
using Dapper;
using Gatehouse.Storage.Ledger;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Sqlite;

/// <summary>One numbered script, <c>001-name.sql</c>.</summary>
internal sealed record Migration(int Number, string Name, string Sql);

/// <summary>Brings a database to the newest version: the scripts above its <c>user_version</c>, in order, each in its own transaction.</summary>
internal static class Migrator
{
    /// <summary>The scripts embedded in this assembly for one database, in order.</summary>
    public static IReadOnlyList<Migration> Scripts(string database)
    {
        var assembly = typeof(Migrator).Assembly;
        var scripts = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(database + "/", StringComparison.Ordinal))
            .Select(name => Load(assembly, name))
            .OrderBy(script => script.Number)
            .ToList();
        var twice = scripts.GroupBy(script => script.Number).FirstOrDefault(same => same.Count() > 1);
        return scripts.Count == 0 ? throw new InvalidOperationException($"there are no migrations for {database}")
            : twice is not null ? throw new InvalidOperationException($"two migrations of {database} have the number {twice.Key}")
            : scripts;
    }

    /// <param name="file">Its name, for the message.</param>
    public static void Run(SqliteConnection connection, IReadOnlyList<Migration> scripts, string file)
    {
        var version = connection.ExecuteScalar<long>("PRAGMA user_version");
        var newest = scripts[^1].Number;
        if (version > newest)
        {
            throw new NewerDatabaseException(file, version, newest);
        }

        // For rows with a checksum: a script that changes such a table computes them anew.
        connection.CreateFunction("row_sum", (object?[] row) => RowSum.Of((string)row[0]!, row.AsSpan(1)), isDeterministic: true);
        foreach (var script in scripts.Where(script => script.Number > version))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(script.Sql);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {script.Number}"));
            transaction.Commit();
        }
    }

    private static Migration Load(Assembly assembly, string resource)
    {
        var name = resource[(resource.IndexOf('/', StringComparison.Ordinal) + 1)..];
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Migration(int.Parse(name.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
