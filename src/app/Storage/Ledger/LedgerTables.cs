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

    public static readonly IReadOnlyList<SealedTable> Sealed =
    [
        .. OfEveryVersion,
        ReservationTable.Table,
        BudgetSumTable.Table,
        KnownHostTable.Table,
    ];

    /// <summary>The tables as they were at a version of the file: a copy of an older one is verified without changing it.</summary>
    public static IReadOnlyList<SealedTable> At(long version) => version < 2 ? [.. OfEveryVersion, ReservationTable.First] : Sealed;
}
