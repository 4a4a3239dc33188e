namespace Gatehouse.Gate;

/// <summary>The owner's limits for the Gate.</summary>
public sealed record GateOptions
{
    /// <summary>Model tokens per local calendar day, input and output. Default 2,000,000; 0 allows none.</summary>
    public long TokensPerDay { get; init; } = 2_000_000;

    /// <summary>Effects that reach the network per local calendar day. Default 5,000: one every 17 s, day and night.</summary>
    public long RequestsPerDay { get; init; } = 5_000;

    /// <summary>How long a question to the owner stays open. Default 24 h.</summary>
    public TimeSpan ApprovalExpiry { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Longest silence of a model server. Default 120 s, as IronClaw's LLM_REQUEST_TIMEOUT_SECS.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Open questions at once; the next is denied. 50: more cannot be judged by a person.</summary>
    public int MaxPendingApprovals { get; init; } = 50;
}
