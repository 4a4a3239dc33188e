using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Loop;

/// <summary>Takes over what an approved, refused or expired effect came to, and lets the conversation go on from there.</summary>
internal sealed class Continuations(IThreadStore store, ThreadLanes lanes, TimeProvider clock) : ISettledEffects
{
    public async Task SettledAsync(SettledEffect settled, CancellationToken ct)
    {
        if (Settlement(settled) is not { } settlement)
        {
            // The owner asked for it directly: there is no conversation to continue.
            return;
        }

        await store.SaveSettledAsync(settlement, Turn.NewId(clock), clock.GetUtcNow(), ct);
        lanes.Wake(settlement.Thread);
    }

    /// <summary>As the conversation has to hear it; null when it has none.</summary>
    public static Settlement? Settlement(SettledEffect settled)
    {
        var approval = settled.Approval;
        if (approval is not { Thread: { } thread, Turn: { } turn })
        {
            return null;
        }

        var outcome = CallOutcomes.Of(settled.How);
        return new Settlement(
            approval.Number,
            thread,
            turn,
            approval.Effect,
            approval.From.Tool,
            approval.From.CallId,
            outcome,
            settled.Text,
            $"{approval.Name} ({approval.From.Tool}) has ended: {outcome.Wire()}.\n{settled.Text}",
            settled.Label,
            Source(approval)
        )
        {
            Signals = settled.Signals,
        };
    }

    private static string Source(ApprovalRecord approval)
    {
        try
        {
            return Sources.Of(approval.From.Tool, EffectCodec.Decode(approval.Bytes));
        }
        catch (MalformedEffectException)
        {
            return approval.From.Tool;
        }
    }
}
