namespace Gatehouse.Contracts.Ledger;

/// <summary>The end of the chain.</summary>
public sealed record HeadView(long Seq, string Hash);
