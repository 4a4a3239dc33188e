using Gatehouse.Gate.Drivers;

namespace Gatehouse.Gate.Budgets;

/// <summary>What is known of an effect's use once it has ended.</summary>
/// <param name="Tokens">As the provider reported them; null when it did not.</param>
/// <param name="Bytes">What moved over the network, counted by Egress.</param>
/// <param name="NotSent">No connection was made: no provider can have charged for it.</param>
internal sealed record EffectUse(TokenUsage? Tokens, long Bytes, bool NotSent)
{
    /// <summary>What the effect is charged with in the place of its bound.</summary>
    /// <remarks>A provider that reports more than the bound is believed; one that reports nothing, or nonsense, gets the bound whole.</remarks>
    public Amounts Charge(Amounts bound, ModelPrice? price)
    {
        var moved = bound with { Bytes = Bytes };
        return Tokens is { Input: >= 0, Output: >= 0 } used
                ? moved with
                {
                    Tokens = (long)Int128.Min((Int128)used.Input + used.Output, long.MaxValue),
                    MicroUsd = price?.Of(used.Input, used.Output) ?? 0,
                }
            : NotSent ? moved with { Tokens = 0, MicroUsd = 0 }
            : moved;
    }
}
