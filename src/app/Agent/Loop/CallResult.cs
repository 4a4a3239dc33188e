using Gatehouse.Agent.Threads;
using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Agent.Loop;

/// <summary>The Gate's answer to a call, as the model and the owner read it.</summary>
internal sealed record CallResult(CallOutcome Outcome, string Text, Label Label, EffectId? Effect = null, int? Approval = null)
{
    public static readonly CallResult NotBegun = new(CallOutcome.Stopped, "Not begun: the owner stopped this turn.", Label.OfAssistant);

    public bool ShuttingDown { get; private init; }

    public IReadOnlyList<string> Signals { get; private init; } = [];

    /// <param name="result">Null when the effect could not be written down.</param>
    public static CallResult Of(GateResult? result, Effect effect) =>
        result switch
        {
            GateResult.Done done => new(CallOutcome.Done, done.Text, done.Label, done.Effect) { Signals = done.Signals },
            GateResult.Pending pending => new(
                CallOutcome.Waiting,
                WaitingFor(pending.Name),
                Label.OfAssistant,
                pending.Effect,
                pending.Approval
            ),
            GateResult.Denied denied => new(CallOutcome.Denied, $"Denied: {DenyReasonText.Describe(denied.Reason)}", Label.OfAssistant),
            GateResult.Stopped => NotBegun,
            GateResult.OverBudget over => new(CallOutcome.Failed, $"Not begun. {over.Refusal.Describe()}", Label.OfAssistant),
            GateResult.Failed { Reason: FailureReason.Cancelled } cut => new(
                CallOutcome.Interrupted,
                "Interrupted: the server was shut down.",
                cut.Label,
                cut.Effect
            )
            {
                ShuttingDown = true,
            },
            GateResult.Failed failed when failed.MayHaveHappened(effect) => new(
                failed.Reason == FailureReason.Stopped ? CallOutcome.Stopped : CallOutcome.Unknown,
                $"{failed.Message} It may have happened all the same; it is not repeated. Look on the other side.",
                failed.Label,
                failed.Effect
            ),
            GateResult.Failed failed => new(
                failed.Reason == FailureReason.Stopped ? CallOutcome.Stopped : CallOutcome.Failed,
                failed.Message,
                failed.Label,
                failed.Effect
            ),
            _ => new(CallOutcome.Refused, "The call was refused: its text is not well-formed Unicode.", Label.OfAssistant),
        };

    public static string WaitingFor(string approval) => $"waiting for approval {approval}";
}
