namespace Gatehouse.Gate.Budgets;

/// <summary>One cap and what is used of it.</summary>
public sealed record BudgetLine(BudgetCap Cap, long Used)
{
    public bool Warning => Cap.IsNearlyUsed(Used);
}
