using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Loop;

/// <summary>Takes over what an approved, refused or expired effect came to, and lets the conversation go on from there.</summary>
internal sealed class Continuations(IThreadStore store, ThreadLanes lanes, TimeProvider clock) : ISettledEffects
{
    public async Task SettledAsync(SettledEffect settled, CancellationToken ct)
    {
        var approval = settled.Approval;
        if (approval is not { Thread: { } thread, Turn: { } turn })
        {
            // The owner asked for it directly: there is no conversation to continue.
            return;
        }

        var outcome = CallOutcomes.Of(settled.How);
        var settlement = new Settlement(
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
        await store.SaveSettledAsync(settlement, Turn.NewId(clock), clock.GetUtcNow(), ct);
        lanes.Wake(thread);
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
