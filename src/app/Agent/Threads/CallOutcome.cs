using Gatehouse.Gate.Approvals;

namespace Gatehouse.Agent.Threads;

/// <summary>What became of one tool call. The wire name is the lower-case form.</summary>
public enum CallOutcome
{
    Done,
    Waiting,
    Denied,
    Failed,
    Stopped,
    Interrupted,
    Unknown,

    /// <summary>The plan was refused (bad arguments, no such tool), or the owner said no.</summary>
    Refused,
}

/// <summary>Wire names of outcomes, and what an asked effect's end means for its call.</summary>
public static class CallOutcomes
{
    public static string Wire(this CallOutcome outcome) =>
        outcome switch
        {
            CallOutcome.Done => "done",
            CallOutcome.Waiting => "waiting",
            CallOutcome.Denied => "denied",
            CallOutcome.Failed => "failed",
            CallOutcome.Stopped => "stopped",
            CallOutcome.Interrupted => "interrupted",
            CallOutcome.Unknown => "unknown",
            CallOutcome.Refused => "refused",
            _ => throw new InvalidOperationException("unknown outcome"),
        };

    public static CallOutcome? Parse(string? wire) =>
        Enum.GetValues<CallOutcome>().Cast<CallOutcome?>().FirstOrDefault(outcome => outcome!.Value.Wire() == wire);

    public static CallOutcome Of(SettledAs settled) =>
        settled switch
        {
            SettledAs.Done => CallOutcome.Done,
            SettledAs.RefusedByOwner or SettledAs.Expired or SettledAs.DeniedByPolicy => CallOutcome.Denied,
            SettledAs.Stopped => CallOutcome.Stopped,
            SettledAs.Interrupted => CallOutcome.Interrupted,
            SettledAs.UnknownOutcome => CallOutcome.Unknown,
            _ => CallOutcome.Failed,
        };
}
