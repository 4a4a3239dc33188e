namespace Gatehouse.Gate.Budgets;

/// <summary>One number per dimension: a bound, a use, or the sum of many. Never negative.</summary>
/// <param name="MicroUsd">Millionths of a US dollar.</param>
public sealed record Amounts(long Tokens = 0, long Requests = 0, long Bytes = 0, long MicroUsd = 0, long NovelHosts = 0)
{
    public static readonly Amounts None = new();

    public long this[BudgetDimension dimension] =>
        dimension switch
        {
            BudgetDimension.Tokens => Tokens,
            BudgetDimension.Requests => Requests,
            BudgetDimension.Bytes => Bytes,
            BudgetDimension.Money => MicroUsd,
            BudgetDimension.NovelHosts => NovelHosts,
            _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "unknown dimension"),
        };

    /// <summary>This sum with one of its parts replaced.</summary>
    public Amounts Replace(Amounts part, Amounts by) =>
        new(
            Replace(Tokens, part.Tokens, by.Tokens),
            Replace(Requests, part.Requests, by.Requests),
            Replace(Bytes, part.Bytes, by.Bytes),
            Replace(MicroUsd, part.MicroUsd, by.MicroUsd),
            Replace(NovelHosts, part.NovelHosts, by.NovelHosts)
        );

    // Stops at the largest number, and stays there: a sum that wraps around, or that shrinks by parts it no longer holds, would open
    // the wall again.
    private static long Replace(long sum, long part, long by) =>
        sum == long.MaxValue ? sum : (long)Int128.Clamp((Int128)sum - part + by, 0, long.MaxValue);
}
