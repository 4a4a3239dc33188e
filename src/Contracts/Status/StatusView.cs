using Gatehouse.Contracts.Stopping;

namespace Gatehouse.Contracts.Status;

/// <summary>How the server is.</summary>
/// <param name="InjectionSignals">Results since the start in which something looked like an attempt to steer the assistant.</param>
/// <param name="Offline">True when no AI is connected.</param>
/// <param name="FailedCredentials">Wrong tokens, sessions and login codes since the start; the first of each minute are lines in the log.</param>
/// <param name="UnknownOutcomes">Effects of which nobody knows whether they happened, and on which the owner has not given his word.</param>
/// <param name="UnmatchedEffects">Effects of the ledger whose turns the conversations did not have at the start: gatehouse.db is older.</param>
/// <param name="Policy">The policy preset in force: balanced, strict or autonomous.</param>
public sealed record StatusView(
    string Version,
    long UptimeSecs,
    int SseConnections,
    int WsConnections,
    int TotalConnections,
    bool RestartEnabled,
    string LlmBackend,
    string LlmModel,
    IReadOnlyList<string> EnabledChannels,
    bool Offline,
    int PendingApprovals,
    StopState Stop,
    BudgetView Budget,
    LedgerStatusView Ledger,
    string? Policy = null,
    long InjectionSignals = 0,
    long FailedCredentials = 0,
    int UnknownOutcomes = 0,
    int UnmatchedEffects = 0
);
