namespace Gatehouse.Contracts.Ledger;

/// <summary>The signed heads that fit.</summary>
/// <param name="Good">How many.</param>
/// <param name="Last">The newest of them; null when there is none.</param>
/// <param name="EntriesSince">Entries after it.</param>
/// <param name="Keys">Which key signs from which entry on, oldest first.</param>
public sealed record CheckpointsView(int Good, CheckpointView? Last, long EntriesSince, IReadOnlyList<LedgerKeyView> Keys);
