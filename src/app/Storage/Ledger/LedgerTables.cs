namespace Gatehouse.Storage.Ledger;

/// <summary>All tables of <c>ledger.db</c> beside the chained entries.</summary>
internal static class LedgerTables
{
    private static readonly IReadOnlyList<SealedTable> OfEveryVersion =
    [
        BodyTable.Table,
        OpenEffectTable.Table,
        ApprovalTable.Table,
        ResultTable.Table,
        GrantTable.Table,
        StopTable.Table,
    ];

    private static readonly IReadOnlyList<SealedTable> SinceSecond =
    [
        .. OfEveryVersion,
        ReservationTable.Table,
        BudgetSumTable.Table,
        KnownHostTable.Table,
    ];

    private static readonly IReadOnlyList<SealedTable> SinceThird = [.. SinceSecond, CheckpointTable.Table];

    private static readonly IReadOnlyList<SealedTable> SinceFourth = [.. SinceThird, UnknownTable.Table];

    public static readonly IReadOnlyList<SealedTable> Sealed = [.. SinceFourth, BodyDropTable.Table, BelievedClockTable.Table];

    /// <summary>The tables as they were at a version of the file: a copy of an older one is verified without changing it.</summary>
    public static IReadOnlyList<SealedTable> At(long version) =>
        version switch
        {
            < 2 => [.. OfEveryVersion, ReservationTable.First],
            2 => SinceSecond,
            3 => SinceThird,
            4 => SinceFourth,
            _ => Sealed,
        };
}
