using Gatehouse.Security.Policy;

namespace Gatehouse.Server.Configuration;

/// <summary>Everything that can be set, read once at start.</summary>
/// <param name="ApprovalExpiry">How long a question to the owner stays open. Default 24 h, 1 s to 7 days.</param>
/// <param name="BodyRetentionDays">How long the ledger keeps the bodies of effects. Default 90, at most 3,650; 0 for ever.</param>
internal sealed record ServerSettings(
    string Home,
    GatewaySettings Gateway,
    LlmSettings Llm,
    BudgetSettings Budget,
    TimeSpan ApprovalExpiry,
    PolicyPreset Policy,
    int BodyRetentionDays
);
