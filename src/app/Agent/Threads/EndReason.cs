namespace Gatehouse.Agent.Threads;

/// <summary>Why a turn ended. Every turn has one; the page shows it as a sentence.</summary>
public enum EndReason
{
    Answered,
    WaitingForApproval,
    Stopped,
    BudgetExhausted,
    ModelError,
    ModelRateLimited,
    ModelTimeout,
    ToolRoundsExhausted,
    Interrupted,
    Denied,

    /// <summary>A fault in Gatehouse itself ended the turn; the log has the cause.</summary>
    InternalError,
}

/// <summary>Wire names of end reasons.</summary>
public static class EndReasons
{
    public static string Wire(this EndReason reason) =>
        reason switch
        {
            EndReason.Answered => "answered",
            EndReason.WaitingForApproval => "waiting_for_approval",
            EndReason.Stopped => "stopped",
            EndReason.BudgetExhausted => "budget_exhausted",
            EndReason.ModelError => "model_error",
            EndReason.ModelRateLimited => "model_rate_limited",
            EndReason.ModelTimeout => "model_timeout",
            EndReason.ToolRoundsExhausted => "tool_rounds_exhausted",
            EndReason.Interrupted => "interrupted",
            EndReason.Denied => "denied",
            EndReason.InternalError => "internal_error",
            _ => throw new InvalidOperationException("unknown end reason"),
        };

    public static EndReason? Parse(string? wire) =>
        Enum.GetValues<EndReason>().Cast<EndReason?>().FirstOrDefault(reason => reason!.Value.Wire() == wire);
}
