using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Ledger;

/// <summary>What the checkpoints of a ledger say.</summary>
/// <param name="Good">How many fit: signed by the key that the chain names there, for the entry that stands there.</param>
/// <param name="Last">The newest of them; null when there is none.</param>
/// <param name="Keys">Which key signs from which entry on, oldest first.</param>
public sealed record SigningReport(int Good, Checkpoint? Last, IReadOnlyList<KeySpan> Keys)
{
    public static readonly SigningReport None = new(0, null, []);
}

/// <summary>From this entry on, until the next span, this key signs.</summary>
public sealed record KeySpan(long From, Digest Key);
