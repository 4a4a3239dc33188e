using Gatehouse.Security.Hosts;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>The hosts that this home reached, with the day of the first time.</summary>
internal static class KnownHostTable
{
    public static readonly SealedTable Table = new("known_hosts", "host", "day");

    public static bool Has(SqliteConnection db, HostName host) => Table.Find(db, host.Value) is not null;

    public static void Save(SqliteConnection db, HostName host, DateOnly day) => Table.Save(db, host.Value, ReservationTable.Text(day));

    public static void Delete(SqliteConnection db, HostName host) => Table.Delete(db, host.Value);
}
