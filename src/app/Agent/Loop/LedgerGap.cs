namespace Gatehouse.Agent.Loop;

/// <summary>What the ledger holds of turns that the conversations do not have, although nobody deleted them.</summary>
public sealed record LedgerGap(int Effects, int Turns, DateTimeOffset? First, DateTimeOffset? Last)
{
    public static readonly LedgerGap None = new(0, 0, null, null);
}
