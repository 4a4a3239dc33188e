namespace Gatehouse.Gate.Budgets;

/// <summary>The most that may be spent of one thing within one scope.</summary>
/// <param name="Limit">In the dimension's unit; 0 allows none.</param>
/// <param name="Setting">The setting that changes it.</param>
public sealed record BudgetCap(BudgetDimension Dimension, long Limit, string Setting)
{
    /// <summary>The limit in words.</summary>
    public string Text { get; } = BudgetText.Describe(Dimension, Limit);

    /// <summary>Whether 80 % of it are used: late enough to mean something, early enough to do something about it.</summary>
    public bool IsNearlyUsed(long used) => Limit > 0 && used >= Limit - Limit / 5;
}
