namespace Gatehouse.Contracts.Status;

/// <summary>What is used of today's budget.</summary>
public sealed record BudgetView(
    DateOnly Day,
    long TokensUsed,
    long TokensLimit,
    long RequestsUsed,
    long RequestsLimit,
    DateTimeOffset ResetsAt
);
