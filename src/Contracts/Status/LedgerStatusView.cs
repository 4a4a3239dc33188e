namespace Gatehouse.Contracts.Status;

/// <summary>Where the ledger stands.</summary>
/// <param name="Verified">Whether the check at start found it whole.</param>
public sealed record LedgerStatusView(long Seq, string Hash, long Entries, bool Verified);
