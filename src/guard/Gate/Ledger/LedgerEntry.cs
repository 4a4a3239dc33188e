namespace Gatehouse.Gate.Ledger;

/// <summary>One recorded fact, chained to the one before it.</summary>
/// <param name="Seq">1, 2, 3 … without gaps.</param>
/// <param name="Time">UTC, milliseconds.</param>
/// <param name="Previous">Hash of the entry before; 64 zeros for the first.</param>
/// <param name="Hash">SHA-256 over all else, as <see cref="LedgerChain"/> writes it.</param>
public sealed record LedgerEntry(long Seq, DateTimeOffset Time, EntryDraft What, string Previous, string Hash);
