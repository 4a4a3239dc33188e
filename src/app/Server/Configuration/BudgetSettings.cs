using Gatehouse.Gate.Budgets;

namespace Gatehouse.Server.Configuration;

/// <summary>What a day and a thread may cost. Money is in millionths of a US dollar.</summary>
/// <param name="TokensPerThread">Null, like the other two of threads, means that only the day's cap holds.</param>
/// <param name="Price">Null when no price is set: then only tokens count.</param>
internal sealed record BudgetSettings(
    long TokensPerDay,
    long MicroUsdPerDay,
    long RequestsPerDay,
    long BytesPerDay,
    long NovelHostsPerDay,
    long? TokensPerThread,
    long? MicroUsdPerThread,
    long? RequestsPerThread,
    ModelPrice? Price
);
