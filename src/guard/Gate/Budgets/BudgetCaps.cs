namespace Gatehouse.Gate.Budgets;

/// <summary>The owner's caps, by scope.</summary>
internal sealed class BudgetCaps(GateOptions options)
{
    public IReadOnlyList<BudgetCap> OfDay { get; } =
    [
        new(BudgetDimension.Tokens, options.TokensPerDay, "BUDGET_TOKENS_PER_DAY"),
        new(BudgetDimension.Money, options.MicroUsdPerDay, "BUDGET_USD_PER_DAY"),
        new(BudgetDimension.Requests, options.RequestsPerDay, "BUDGET_REQUESTS_PER_DAY"),
        new(BudgetDimension.Bytes, options.BytesPerDay, "BUDGET_BYTES_PER_DAY"),
        new(BudgetDimension.NovelHosts, options.NovelHostsPerDay, "BUDGET_NOVEL_HOSTS_PER_DAY"),
    ];

    public IReadOnlyList<BudgetCap> OfThread { get; } =
    [
        .. Optional(BudgetDimension.Tokens, options.TokensPerThread, "BUDGET_TOKENS_PER_THREAD"),
        .. Optional(BudgetDimension.Money, options.MicroUsdPerThread, "BUDGET_USD_PER_THREAD"),
        .. Optional(BudgetDimension.Requests, options.RequestsPerThread, "BUDGET_REQUESTS_PER_THREAD"),
    ];

    public IReadOnlyList<BudgetCap> Of(BudgetScope scope) =>
        scope switch
        {
            BudgetScope.Day => OfDay,
            BudgetScope.Thread => OfThread,
            _ => throw new InvalidOperationException("a scope without caps"),
        };

    private static IEnumerable<BudgetCap> Optional(BudgetDimension dimension, long? limit, string setting) =>
        limit is { } most ? [new BudgetCap(dimension, most, setting)] : [];
}
