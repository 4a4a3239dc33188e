using System.Globalization;

namespace Gatehouse.Gate.Budgets;

/// <summary>Amounts in words, the same on the page, in the CLI and to the model.</summary>
public static class BudgetText
{
    /// <summary>The dimension as an API names it.</summary>
    public static string Wire(this BudgetDimension dimension) =>
        dimension switch
        {
            BudgetDimension.Tokens => "tokens",
            BudgetDimension.Requests => "requests",
            BudgetDimension.Bytes => "bytes",
            BudgetDimension.Money => "money",
            BudgetDimension.NovelHosts => "novel_hosts",
            _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "unknown dimension"),
        };

    /// <summary>What one unit of it is.</summary>
    public static string Unit(this BudgetDimension dimension) =>
        dimension switch
        {
            BudgetDimension.Money => "micro_usd",
            BudgetDimension.NovelHosts => "hosts",
            _ => dimension.Wire(),
        };

    public static string Describe(BudgetDimension dimension, long amount) =>
        dimension switch
        {
            BudgetDimension.Money => string.Create(CultureInfo.InvariantCulture, $"{amount / 1_000_000m:#,0.00####} USD"),
            BudgetDimension.Bytes => Bytes(amount),
            BudgetDimension.NovelHosts => Count(amount, "new host"),
            BudgetDimension.Requests => Count(amount, "request"),
            _ => Count(amount, "token"),
        };

    private static string Bytes(long amount) =>
        amount switch
        {
            >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{amount / (double)(1L << 30):0.##} GB"),
            >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{amount / (double)(1L << 20):0.##} MB"),
            _ => Count(amount, "byte"),
        };

    private static string Count(long amount, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount:N0} {what}{(amount == 1 ? "" : "s")}");
}
