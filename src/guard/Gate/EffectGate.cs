using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Grants;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Passes;
using Gatehouse.Gate.Scanning;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Gate;

/// <summary>
/// The one gate. Whatever the assistant does to the world goes through these steps, in this order:
/// <list type="number">
/// <item>Stop: is a stop set that covers this thread?</item>
/// <item>Decide: <see cref="GatePolicy"/> says allow, ask or deny.</item>
/// <item>Ask: the question goes on the disk and to the owner; nothing waits.</item>
/// <item>Reserve the bound from the day's budget.</item>
/// <item>Record the intent, on the disk first when it is durable.</item>
/// <item>Pass: mint a single-use pass and enter the driver with it.</item>
/// <item>Scan and label what comes back.</item>
/// <item>Record the outcome and settle the budget.</item>
/// </list>
/// Steps 4 to 8 are in <see cref="EffectRun"/>.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class EffectGate
{
    private volatile Rules _rules;
    private readonly StopSwitch _stop;
    private readonly GrantBook _grants;
    private readonly ApprovalDesk _desk;
    private readonly Ledger.Ledger _ledger;
    private readonly EffectRun _run;
    private readonly TimeProvider _clock;

    internal EffectGate(
        GatePolicy policy,
        StopSwitch stop,
        GrantBook grants,
        ApprovalDesk desk,
        Ledger.Ledger ledger,
        EffectRun run,
        GateOptions options,
        TimeProvider clock
    )
    {
        (_stop, _grants, _desk, _ledger, _run, _clock) = (stop, grants, desk, ledger, run, clock);
        _rules = new Rules(policy, options.ApprovalExpiry);
    }

    /// <summary>For every decision and question from now on.</summary>
    internal void Use(PolicyPreset preset, TimeSpan approvalExpiry) => _rules = new Rules(_rules.Policy.With(preset), approvalExpiry);

    /// <summary>Mints the context of a turn from all that the model will see.</summary>
    /// <param name="pages">Pages that were read since the owner last spoke: a turn that goes on by itself gets no new ones.</param>
#pragma warning disable CA1822 // An instance member on purpose: only who holds the Gate can have a context minted.
    public EffectContext OpenContext(
        ThreadId? thread,
        TurnId? turn,
        Caller caller,
        bool attended,
        IEnumerable<ContextItem> seen,
        int pages = 0
    ) => new(thread, turn, caller, attended, seen, pages);
#pragma warning restore CA1822

    /// <summary>Asks for one effect and waits for its result, a question or a refusal. What comes back is admitted to the context.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing can be recorded, so nothing may happen.</exception>
    public Task<GateResult> RunAsync(Effect effect, EffectContext context, Invocation from, CancellationToken ct) =>
        RunStreamAsync(effect, context, from, NoReader.Instance, ct);

    /// <summary>As <see cref="RunAsync"/>, and gives scanned text to <paramref name="text"/> as it comes.</summary>
    public async Task<GateResult> RunStreamAsync(
        Effect effect,
        EffectContext context,
        Invocation from,
        ITextSink text,
        CancellationToken ct
    )
    {
        _ledger.EnsureWritable();
        var asked = new AskedEffect(EffectId.Create(_clock), effect, EffectCodec.Encode(effect), context, from)
        {
            Children = ChildrenOf(effect, context, from),
        };

        // 1. Stop: at the effect, not in the loop, so nothing can go on that forgot to look.
        if (_stop.Covering(context.Thread) is { } stop)
        {
            return new GateResult.Stopped(stop.Scope);
        }

        // 2. Decide.
        return _rules.Policy.Decide(effect, context, _grants.Active, approval: null) switch
        {
            Decision.Allow => await _run.ExecuteAsync(asked, approval: null, text, ct),
            Decision.Ask ask => await AskAsync(asked, ask),
            Decision.Deny deny => Deny(asked, deny.Reason, deny.Row),
            _ => Deny(asked, DenyReason.NoRule, null),
        };
    }

    /// <summary>Runs an approved effect from its stored bytes: it starts again at step 1, and a policy that denies now still denies.</summary>
    internal async Task<GateResult> RunApprovedAsync(ApprovalRecord approval, CancellationToken ct)
    {
        var effect = EffectCodec.Decode(approval.Bytes);
        var context = Restore(approval);
        var asked = new AskedEffect(approval.Effect, effect, approval.Bytes, context, approval.From)
        {
            Children = ChildrenOf(effect, context, approval.From),
        };
        if (_stop.Covering(approval.Thread) is { } stop)
        {
            return new GateResult.Stopped(stop.Scope);
        }

        return _rules.Policy.Decide(effect, context, _grants.Active, new Approval(approval.Number, approval.Digest)) switch
        {
            Decision.Allow => await _run.ExecuteAsync(asked, approval, NoReader.Instance, ct),
            Decision.Deny deny => Deny(asked, deny.Reason, deny.Row),
            // Only an approval for other bytes leads here.
            _ => Deny(asked, DenyReason.DecisionFailed, null),
        };
    }

    private ChildEffects? ChildrenOf(Effect effect, EffectContext context, Invocation from) =>
        effect is ExtractValue whole ? new ChildEffects(this, whole, context, from) : null;

    // The texts of the asking context are gone; its label is not. No text means that nothing counts as copied: the strict reading.
    private static EffectContext Restore(ApprovalRecord approval) =>
        new(
            approval.Thread,
            approval.Turn,
            Caller.Assistant,
            attended: true,
            [new ContextItem(approval.Label, approval.Source ?? "context", "")]
        );

    // 3. Ask: nothing is reserved and nothing blocks.
    private async Task<GateResult> AskAsync(AskedEffect asked, Decision.Ask ask)
    {
        var now = _clock.GetUtcNow();
        var question = await _desk.AskAsync(number => new ApprovalRecord(
            number,
            asked.Id,
            asked.Digest,
            asked.Bytes,
            ask.Reason,
            ask.Grantable,
            asked.From,
            asked.Context.Thread,
            asked.Context.Turn,
            asked.Context.Label,
            asked.Context.Taint?.Source,
            now,
            now + _rules.ApprovalExpiry,
            ApprovalState.Pending,
            SettledAs.None,
            Note: null
        ));
        return question is null
            ? Deny(asked, DenyReason.TooManyQuestions, ask.Row)
            : new GateResult.Pending(question.Effect, question.Number, question.Expires);
    }

    private GateResult.Denied Deny(AskedEffect asked, DenyReason reason, PolicyRow? row)
    {
        var by = row is { } number ? $" (policy row {(int)number})" : "";
        _ledger.Append(asked.Entry(EntryKind.Denied, $"{asked.Line}: {reason}{by}"));
        return new GateResult.Denied(reason);
    }

    // One reference, so that no decision sees half of a change.
    private sealed record Rules(GatePolicy Policy, TimeSpan ApprovalExpiry);
}
