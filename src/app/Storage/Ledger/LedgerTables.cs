namespace Gatehouse.Storage.Ledger;

/// <summary>All tables of <c>ledger.db</c> beside the chained entries.</summary>
internal static class LedgerTables
{
    public static readonly IReadOnlyList<SealedTable> Sealed =
    [
        BodyTable.Table,
        OpenEffectTable.Table,
        ApprovalTable.Table,
        ResultTable.Table,
        ReservationTable.Table,
        GrantTable.Table,
        StopTable.Table,
    ];
}
