using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The owner's standing approvals.</summary>
internal static class GrantTable
{
    public static readonly SealedTable Table = new("grants", "id", "host", "port", "method", "path", "since", "expires");

    public static void Save(SqliteConnection db, Grant grant) =>
        Table.Save(
            db,
            grant.Id,
            grant.Host.ToString(),
            (long)grant.Port,
            grant.Method.Wire(),
            grant.Path.Value,
            grant.Since.ToUnixTimeMilliseconds(),
            grant.Expires?.ToUnixTimeMilliseconds()
        );

    public static void Delete(SqliteConnection db, string id) => Table.Delete(db, id);

    /// <summary>Without those that today's rules would not accept: they grant nothing.</summary>
    public static IReadOnlyList<Grant> All(SqliteConnection db) => Table.Intact(db).Select(Read).OfType<Grant>().ToList();

    private static Grant? Read(SealedRow row) =>
        HostPattern.TryParse(row.Text("host"), out var host, out _)
        && PathPrefix.TryParse(row.Text("path"), out var path, out _)
        && WebMethods.Parse(row.Text("method")) is { } method
            ? new Grant(row.Text("id"), host, row.Small("port"), method, path, row.Time("since"), row.OptionalTime("expires"))
            : null;
}
