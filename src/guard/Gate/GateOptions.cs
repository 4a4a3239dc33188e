using Gatehouse.Gate.Budgets;

namespace Gatehouse.Gate;

/// <summary>The owner's limits for the Gate.</summary>
public sealed record GateOptions
{
    /// <summary>Model tokens per local calendar day, input and output. Default 2,000,000: a long working day of one person. 0 allows none.</summary>
    public long TokensPerDay { get; init; } = 2_000_000;

    /// <summary>Millionths of a US dollar per local calendar day. Default 5 USD: more than a day's chat costs, less than a loop does overnight.</summary>
    public long MicroUsdPerDay { get; init; } = 5_000_000;

    /// <summary>Requests over the network per local calendar day. Default 5,000: one every 17 s, day and night; no person clicks that often.</summary>
    public long RequestsPerDay { get; init; } = 5_000;

    /// <summary>Bytes sent and received per local calendar day. Default 2 GB: 400 answers of the largest size that is read, 5 MB.</summary>
    public long BytesPerDay { get; init; } = 2L << 30;

    /// <summary>
    /// Hosts never reached before per local calendar day. Default 200: a day of wide reading meets some tens. Each new name can carry
    /// some bytes out by being looked up, so this bounds that too.
    /// </summary>
    public long NovelHostsPerDay { get; init; } = 200;

    /// <summary>Model tokens of one thread in its life. Default: no cap; the day's holds.</summary>
    public long? TokensPerThread { get; init; }

    /// <summary>Millionths of a US dollar of one thread in its life. Default: no cap; the day's holds.</summary>
    public long? MicroUsdPerThread { get; init; }

    /// <summary>Requests of one thread in its life. Default: no cap; the day's holds.</summary>
    public long? RequestsPerThread { get; init; }

    /// <summary>What the model costs. Null when its owner set no price: then only its tokens count.</summary>
    public ModelPrice? ModelPrice { get; init; }

    /// <summary>How long a question to the owner stays open. Default 24 h.</summary>
    public TimeSpan ApprovalExpiry { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Longest silence of a model server. Default 120 s, as IronClaw's LLM_REQUEST_TIMEOUT_SECS.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How long the bodies of effects are kept. Default 90 days: long enough to look a bill up. Null keeps them for ever.</summary>
    public TimeSpan? BodyRetention { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Open questions at once; the next is denied. 50: more cannot be judged by a person.</summary>
    public int MaxPendingApprovals { get; init; } = 50;

    /// <summary>Open questions of one thread at once; the next is denied. 10: one hijacked thread leaves room for the others.</summary>
    public int MaxPendingOfThread { get; init; } = 10;
}
