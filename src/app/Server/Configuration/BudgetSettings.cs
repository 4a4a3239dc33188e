namespace Gatehouse.Server.Configuration;

/// <summary>What a day may cost.</summary>
internal sealed record BudgetSettings(long TokensPerDay, long RequestsPerDay);
