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
        : new Charge(one.Tokens + other.Tokens, one.MicroUsd + other.MicroUsd);

    internal static Charge? Of(Reservation settled, ModelPrice? price) =>
        settled.Amounts is { Tokens: 0, MicroUsd: 0 }
            ? null
            : new Charge(settled.Amounts.Tokens, price is null ? null : settled.Amounts.MicroUsd);
}
