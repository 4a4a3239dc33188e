namespace Gatehouse.Contracts.Status;

/// <summary>What may be spent today and what is used of it, and the caps of each thread.</summary>
/// <param name="ResetsAt">The next local midnight: today's sums start anew.</param>
/// <param name="Today">One line per dimension. What is under way counts with the most that it can use.</param>
/// <param name="PerThread">Only the caps that are set; their sums last as long as the thread.</param>
public sealed record BudgetView(
    DateOnly Day,
    DateTimeOffset ResetsAt,
    IReadOnlyList<BudgetLineView> Today,
    IReadOnlyList<BudgetCapView> PerThread
);
