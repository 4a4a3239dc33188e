using System.Globalization;
using Gatehouse.Gate.Budgets;
using Gatehouse.Security.Hosts;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>What effects hold of their budgets. The sums and the known hosts follow in the same commit.</summary>
internal static class ReservationTable
{
    private const string DayFormat = "yyyy-MM-dd";

    public static readonly SealedTable Table = new(
        "reservations",
        "effect_id",
        "day",
        "thread",
        "tokens",
        "requests",
        "bytes",
        "micro_usd",
        "novel_host",
        "settled"
    );

    /// <summary>As it was before migration 2: copies of that time are verified as they are.</summary>
    public static readonly SealedTable First = new("reservations", "effect_id", "day", "tokens", "requests", "settled");

    public static void Save(SqliteConnection db, Reservation reservation)
    {
        var before = Table.Find(db, reservation.Effect.Value) is { } row ? Read(row) : null;
        var amounts = reservation.Amounts;
        Table.Save(
            db,
            reservation.Effect.Value,
            Text(reservation.Day),
            reservation.Thread?.Value,
            amounts.Tokens,
            amounts.Requests,
            amounts.Bytes,
            amounts.MicroUsd,
            reservation.NovelHost?.Value,
            reservation.Settled ? 1L : 0L
        );
        var counted = before?.Amounts ?? Amounts.None;
        foreach (var scope in counted == amounts ? [] : reservation.Scopes)
        {
            BudgetSumTable.Replace(db, scope, counted, amounts);
        }

        if (before?.NovelHost is { } given && given != reservation.NovelHost)
        {
            KnownHostTable.Delete(db, given);
        }
        else if (before?.NovelHost is null && reservation.NovelHost is { } reached)
        {
            KnownHostTable.Save(db, reached, reservation.Day);
        }
    }

    /// <summary>Those of effects that were under way.</summary>
    public static IReadOnlyList<Reservation> Open(SqliteConnection db) => Table.Intact(db, " WHERE settled = 0").Select(Read).ToList();

    public static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static Reservation Read(SealedRow row)
    {
        HostName? host = null;
        if (row.OptionalText("novel_host") is { } text && !HostName.TryParse(text, out host, out _))
        {
            throw row.Bad("novel_host");
        }

        return new Reservation(
            row.Effect("effect_id"),
            DateOnly.TryParseExact(row.Text("day"), DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : throw row.Bad("day"),
            row.Thread("thread"),
            new Amounts(
                row.Number("tokens"),
                row.Number("requests"),
                row.Number("bytes"),
                row.Number("micro_usd"),
                NovelHosts: host is null ? 0 : 1
            ),
            host,
            row.Flag("settled")
        );
    }
}
