namespace Gatehouse.Gate.Budgets;

/// <summary>What may be spent today, and from when on again.</summary>
/// <param name="Today">One line per dimension. What runs counts with its bound.</param>
/// <param name="ResetsAt">The next local midnight.</param>
/// <param name="PerThread">The caps of each thread; none that is not set.</param>
public sealed record BudgetStatus(
    DateOnly Day,
    DateTimeOffset ResetsAt,
    IReadOnlyList<BudgetLine> Today,
    IReadOnlyList<BudgetCap> PerThread
)
{
    /// <summary>What is used of one dimension today.</summary>
    public long Used(BudgetDimension dimension) => Today.Single(line => line.Cap.Dimension == dimension).Used;
}
