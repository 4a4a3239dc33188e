using Gatehouse.Agent.Events;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Loop;

/// <summary>Carries one tool call out: plan, Gate, stored result. Whatever happens, the call gets an end.</summary>
internal sealed class CallStep(EffectGate gate, IThreadStore store, ToolCatalog tools, ITurnEvents events, TimeProvider clock)
{
    private const int PreviewLength = 500;

    /// <returns>The stored result.</returns>
    /// <exception cref="OperationCanceledException">The server is shutting down; the call's end is stored.</exception>
    public async Task<ThreadMessage> RunAsync(TurnWork work, ToolCall call, CancellationToken ct)
    {
        var turn = work.Turn;
        events.Publish(new TurnEvent.ToolStarted(turn.Thread, turn.Id, call.Id, call.Name, call.Arguments));
        var begun = clock.GetTimestamp();
        var plan = tools.Plan(call.Name, call.Arguments, work.Snapshot);
        var end = plan switch
        {
            _ when work.Stopped => CallResult.NotBegun,
            ToolPlan.Wanted wanted => CallResult.Of(await AskAsync(wanted.Effect, call, work, ct), wanted.Effect),
            // The reason may quote what the model wrote, so it is no cleaner than what the model has seen.
            ToolPlan.Refused refused => new CallResult(CallOutcome.Refused, refused.Reason, Label.OfAssistant.Join(work.Context.Label)),
            _ => throw new InvalidOperationException("unknown plan"),
        };
        work.Stopped |= end.Outcome == CallOutcome.Stopped;
        var stored = await KeepAsync(work, call, (plan as ToolPlan.Wanted)?.Effect, end, clock.GetElapsedTime(begun));
        Tell(turn, call, stored);
        return end.ShuttingDown ? throw new OperationCanceledException(ct) : stored;
    }

    /// <summary>Ends a call without trying it.</summary>
    public Task<ThreadMessage> RefuseAsync(TurnWork work, ToolCall call, string reason) =>
        KeepAsync(work, call, null, new CallResult(CallOutcome.Refused, reason, Label.OfAssistant), TimeSpan.Zero);

    private async Task<GateResult?> AskAsync(Effect effect, ToolCall call, TurnWork work, CancellationToken ct)
    {
        try
        {
            var result = await gate.RunAsync(effect, work.Context, new Invocation(call.Name, call.Id), ct);
            // A tool may ask a model itself.
            work.Usage = work.Usage.Add(null, result.Charged);
            return result;
        }
        catch (MalformedEffectException)
        {
            return null;
        }
    }

    private async Task<ThreadMessage> KeepAsync(TurnWork work, ToolCall call, Effect? effect, CallResult end, TimeSpan took)
    {
        var message = new ThreadMessage(
            ThreadMessage.NewId(clock),
            work.Turn.Id,
            MessageRole.Tool,
            end.Text,
            end.Label,
            Sources.Of(call.Name, effect),
            [],
            new CallEnd(call.Id, call.Name, end.Outcome, end.Effect, end.Approval, took) { Signals = end.Signals },
            clock.GetUtcNow()
        );
        // Not cancellable: what was done is kept also when nobody waits for it any more.
        var stored = await store.AppendAsync(work.Turn.Thread, message, CancellationToken.None);
        work.Messages.Add(PromptHistory.Cut(stored));
        return stored;
    }

    private void Tell(Turn turn, ToolCall call, ThreadMessage stored)
    {
        var failed = stored.Call!.Outcome is not (CallOutcome.Done or CallOutcome.Waiting);
        events.Publish(new TurnEvent.ToolCompleted(turn.Thread, turn.Id, stored.Call, failed ? stored.Text : null));
        var preview = stored.Text.Length <= PreviewLength ? stored.Text : stored.Text[..PreviewLength] + "…";
        events.Publish(new TurnEvent.ToolResult(turn.Thread, turn.Id, call.Id, call.Name, preview));
    }
}
