using Gatehouse.Gate;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Composition;

/// <summary>The Gate's limits as the settings say them.</summary>
internal static class GateLimits
{
    public static GateOptions Of(ServerSettings settings) =>
        new()
        {
            TokensPerDay = settings.Budget.TokensPerDay,
            MicroUsdPerDay = settings.Budget.MicroUsdPerDay,
            RequestsPerDay = settings.Budget.RequestsPerDay,
            BytesPerDay = settings.Budget.BytesPerDay,
            NovelHostsPerDay = settings.Budget.NovelHostsPerDay,
            TokensPerThread = settings.Budget.TokensPerThread,
            MicroUsdPerThread = settings.Budget.MicroUsdPerThread,
            RequestsPerThread = settings.Budget.RequestsPerThread,
            ModelPrice = settings.Budget.Price,
            ApprovalExpiry = settings.ApprovalExpiry,
            BodyRetention = settings.BodyRetentionDays == 0 ? null : TimeSpan.FromDays(settings.BodyRetentionDays),
            ModelTimeout = settings.Llm.RequestTimeout,
        };
}
