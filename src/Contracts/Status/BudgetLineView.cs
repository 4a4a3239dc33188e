namespace Gatehouse.Contracts.Status;

/// <summary>One of today's budgets.</summary>
/// <param name="Dimension"><c>tokens</c>, <c>money</c>, <c>requests</c>, <c>bytes</c> or <c>novel_hosts</c>.</param>
/// <param name="Unit"><c>micro_usd</c> for money, <c>hosts</c> for novel hosts, else the dimension.</param>
/// <param name="Text">Used and limit in words.</param>
/// <param name="Setting">The setting that changes the limit.</param>
/// <param name="Warning">80 % are used.</param>
/// <param name="Counted">False for money while the model has no price: nothing is counted, and the limit stops nothing.</param>
public sealed record BudgetLineView(
    string Dimension,
    string Unit,
    long Used,
    long Limit,
    string Text,
    string Setting,
    bool Warning,
    bool Counted
);
