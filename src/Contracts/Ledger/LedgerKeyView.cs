namespace Gatehouse.Contracts.Ledger;

/// <summary>From this entry on, until the next such, the key with this fingerprint signs.</summary>
public sealed record LedgerKeyView(long FromSeq, string Fingerprint);
