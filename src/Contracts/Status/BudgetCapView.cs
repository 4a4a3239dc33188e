namespace Gatehouse.Contracts.Status;

/// <summary>A cap of each thread; the members as in <see cref="BudgetLineView"/>.</summary>
public sealed record BudgetCapView(string Dimension, string Unit, long Limit, string Text, string Setting);
