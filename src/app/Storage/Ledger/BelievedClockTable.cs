using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>When the clock was last taken for right: one row.</summary>
internal static class BelievedClockTable
{
    private const long Only = 1;

    public static readonly SealedTable Table = new("believed_clock", "number", "at");

    public static void Save(SqliteConnection db, DateTimeOffset at) => Table.Save(db, Only, at.ToUnixTimeMilliseconds());

    // A damaged row is for the verifier to tell; here it means that nothing is believed that it said.
    public static DateTimeOffset? Find(SqliteConnection db) => Table.Rows(db).FirstOrDefault(row => row.IsIntact)?.Time("at");
}
