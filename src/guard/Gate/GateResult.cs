using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Gate;

/// <summary>How the Gate answered. Closed: an asker must say what it does in each case.</summary>
public abstract record GateResult
{
    private GateResult() { }

    /// <summary>What it was charged with; null when it took nothing, and for what did not run.</summary>
    public Charge? Charged { get; init; }

    /// <summary>It happened. Text and detail are scanned.</summary>
    public sealed record Done(EffectId Effect, string Text, string? Detail, Label Label, TokenUsage? Tokens, IReadOnlyList<string> Found)
        : GateResult
    {
        /// <summary>What in an untrusted text tries to steer its reader, by wire names. For people: no decision reads it.</summary>
        public IReadOnlyList<string> Signals { get; init; } = [];
    }

    /// <summary>The owner is asked. Nothing is reserved, nothing blocks; <see cref="Approvals.ISettledEffects"/> hears the end.</summary>
    public sealed record Pending(EffectId Effect, int Approval, DateTimeOffset Expires) : GateResult
    {
        public string Name => Approvals.ApprovalRecord.NameOf(Approval);
    }

    public sealed record Denied(DenyReason Reason) : GateResult;

    public sealed record Stopped(StopScope Scope) : GateResult;

    /// <summary>A budget does not cover its bound. Nothing was reserved and nothing was sent.</summary>
    public sealed record OverBudget(BudgetRefusal Refusal) : GateResult;

    /// <summary>It was tried and did not work. <paramref name="Partial"/> is what had been released before.</summary>
    /// <param name="NotSent">Nothing of it can have reached the other side.</param>
    public sealed record Failed(
        EffectId Effect,
        FailureReason Reason,
        string Message,
        string Partial,
        Label Label,
        TimeSpan? RetryAfter,
        bool NotSent = false
    ) : GateResult
    {
        /// <summary>A stop or a shutdown came before the driver was entered.</summary>
        public bool NotBegun { get; init; }

        /// <summary>
        /// Whether the effect may have taken place although it failed for us: put to the owner, never repeated blindly. An answer that
        /// could not be used, a redirect after a POST among them, is an answer all the same.
        /// </summary>
        public bool MayHaveHappened(Effect effect) =>
            effect.Repeat == Repeat.Unsafe
            && !NotSent
            && !NotBegun
            && Reason
                is not (
                    FailureReason.BadArguments
                    or FailureReason.NotFound
                    or FailureReason.Upstream
                    or FailureReason.RequestRefused
                    or FailureReason.ContextTooLong
                    or FailureReason.RateLimited
                );
    }
}
