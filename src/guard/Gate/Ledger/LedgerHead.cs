namespace Gatehouse.Gate.Ledger;

/// <summary>The chain's end. Kept elsewhere, it shows later that nothing before it was dropped or changed.</summary>
public sealed record LedgerHead(long Seq, string Hash)
{
    public static readonly LedgerHead Empty = new(0, new string('0', 64));
}
