using Gatehouse.Gate.Budgets;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>What the reservations of each day and thread add up to, so that nobody has to add them up.</summary>
internal static class BudgetSumTable
{
    public static readonly SealedTable Table = new("budget_sums", "scope", "tokens", "requests", "bytes", "micro_usd", "novel_hosts");

    public static Amounts Of(SqliteConnection db, BudgetScope scope) =>
        Table.Find(db, scope.Key) is { } row
            ? new Amounts(
                row.Number("tokens"),
                row.Number("requests"),
                row.Number("bytes"),
                row.Number("micro_usd"),
                row.Number("novel_hosts")
            )
            : Amounts.None;

    public static void Replace(SqliteConnection db, BudgetScope scope, Amounts part, Amounts by)
    {
        var sum = Of(db, scope).Replace(part, by);
        Table.Save(db, scope.Key, sum.Tokens, sum.Requests, sum.Bytes, sum.MicroUsd, sum.NovelHosts);
    }
}
