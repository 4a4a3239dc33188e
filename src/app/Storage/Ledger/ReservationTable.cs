using System.Globalization;
using Gatehouse.Gate.Budgets;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>What effects hold of each day's budget.</summary>
internal static class ReservationTable
{
    private const string DayFormat = "yyyy-MM-dd";

    public static readonly SealedTable Table = new("reservations", "effect_id", "day", "tokens", "requests", "settled");

    public static void Save(SqliteConnection db, Reservation reservation) =>
        Table.Save(
            db,
            reservation.Effect.Value,
            Text(reservation.Day),
            reservation.Tokens,
            (long)reservation.Requests,
            reservation.Settled ? 1L : 0L
        );

    public static IReadOnlyList<Reservation> Of(SqliteConnection db, DateOnly day) =>
        Table.Intact(db, " WHERE day = @value", Text(day)).Select(row => Read(row, day)).ToList();

    private static Reservation Read(SealedRow row, DateOnly day) =>
        new(row.Effect("effect_id"), day, row.Number("tokens"), row.Small("requests"), row.Flag("settled"));

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
