using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Threads;

/// <summary>One stored message with its label. Labels are stored with the text and never recomputed from it.</summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Source">For people: <c>owner</c>, <c>assistant</c>, or <c>web_fetch https://example.com/</c>.</param>
/// <param name="Calls">Of an assistant message: the tools it asked for.</param>
/// <param name="Call">Of a tool or result message: which call it answers and how that ended.</param>
public sealed record ThreadMessage(
    string Id,
    TurnId Turn,
    MessageRole Role,
    string Text,
    Label Label,
    string Source,
    IReadOnlyList<ToolCall> Calls,
    CallEnd? Call,
    DateTimeOffset Time
)
{
    /// <summary>The owner took it out of the conversation: it stays in the transcript, and the model does not see it any more.</summary>
    public bool Dropped { get; init; }

    /// <summary>Another turn took the place of the one it belongs to: the model does not see it any more, and its label still counts.</summary>
    public bool Replaced { get; init; }

    public static string NewId(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
}

/// <summary>A tool as the model asked for it.</summary>
/// <param name="Arguments">The raw JSON text; may be anything, a model wrote it.</param>
public sealed record ToolCall(string Id, string Name, string Arguments);

/// <summary>How one call ended, or that it waits.</summary>
/// <param name="Effect">Null when nothing was planned or recorded.</param>
/// <param name="Approval">The question that it waits or waited for.</param>
public sealed record CallEnd(string CallId, string Tool, CallOutcome Outcome, EffectId? Effect, int? Approval, TimeSpan Took)
{
    /// <summary>What in the result tries to steer its reader, by the Gate's wire names. For the page: nothing decides by it.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];
}

/// <summary>What a turn used, all its model calls together.</summary>
/// <param name="Input">As the providers reported them.</param>
/// <param name="Output">Likewise.</param>
/// <param name="Charged">What the budgets were charged with, from the ledger: more than reported where a provider reported nothing.</param>
public sealed record TurnUsage(long Input, long Output, Charge? Charged = null)
{
    public static readonly TurnUsage None = new(0, 0);

    public TurnUsage Add(TokenUsage? more, Charge? charged) =>
        new(Input + (more?.Input ?? 0), Output + (more?.Output ?? 0), Charge.Sum(Charged, charged));
}
