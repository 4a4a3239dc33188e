namespace Gatehouse.Contracts.Ledger;

/// <summary>The end of the chain, to be kept elsewhere: it shows later that nothing before it was dropped or changed.</summary>
public sealed record ExportedHead(int V, long Seq, string Hash, DateTimeOffset Time);
