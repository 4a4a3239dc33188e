namespace Gatehouse.Gate.Budgets;

/// <summary>What a settled effect, its parts included, was charged with.</summary>
/// <param name="Tokens">The provider's own count; where it gave none, the most that it can have been.</param>
/// <param name="MicroUsd">Millionths of a US dollar; null while the model has no price.</param>
public sealed record Charge(long Tokens, long? MicroUsd)
{
    /// <summary>Both together; null when neither is there. Money is told only if all of it is known.</summary>
    public static Charge? Sum(Charge? one, Charge? other) =>
        one is null ? other
        : other is null ? one
        : new Charge(Add(one.Tokens, other.Tokens), one.MicroUsd is { } here && other.MicroUsd is { } there ? Add(here, there) : null);

    internal static Charge? Of(Reservation settled, ModelPrice? price) =>
        settled.Amounts is { Tokens: 0, MicroUsd: 0 }
            ? null
            : new Charge(settled.Amounts.Tokens, price is null ? null : settled.Amounts.MicroUsd);

    // A provider may report any number.
    private static long Add(long one, long other) => (long)Int128.Min((Int128)one + other, long.MaxValue);
}
