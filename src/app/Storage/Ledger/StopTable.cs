using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The stops that are set.</summary>
internal static class StopTable
{
    private const string Everything = "*";

    public static readonly SealedTable Table = new("stops", "scope", "since", "reason");

    public static void Save(SqliteConnection db, StopMark stop) =>
        Table.Save(db, Key(stop.Scope), stop.Since.ToUnixTimeMilliseconds(), stop.Reason);

    public static void Delete(SqliteConnection db, StopScope scope) => Table.Delete(db, Key(scope));

    public static IReadOnlyList<StopMark> All(SqliteConnection db) => Table.Intact(db).Select(Read).ToList();

    private static StopMark Read(SealedRow row) =>
        new(
            row.Text("scope") is var scope && scope == Everything ? StopScope.Global : new(new ThreadId(scope)),
            row.Time("since"),
            row.Text("reason")
        );

    private static string Key(StopScope scope) => scope.Thread?.Value ?? Everything;
}
