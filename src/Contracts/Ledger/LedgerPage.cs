namespace Gatehouse.Contracts.Ledger;

/// <summary>Entries newest first.</summary>
public sealed record LedgerPage(IReadOnlyList<LedgerEntryView> Entries, HeadView Head, bool HasMore);
