using Gatehouse.Agent.Events;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Labels;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Agent.Loop;

/// <summary>
/// One turn: model and tools in alternation until there is an answer or a reason to end. Each step is on the disk before the next.
/// <list type="number">
/// <item>Show the model what was said, untrusted text fenced in; open a context from exactly that.</item>
/// <item>Ask the model. A reply without calls is the answer.</item>
/// <item>Carry out the calls of a complete reply, in order. One that waits for the owner ends the turn after the others.</item>
/// <item>After the last round ask once more, without tools.</item>
/// </list>
/// </summary>
internal sealed class AgentLoop(
    EffectGate gate,
    IThreadStore store,
    ModelStep model,
    CallStep calls,
    ToolCatalog tools,
    DanglingCalls dangling,
    ITurnEvents events,
    TimeProvider clock,
    ILogger<AgentLoop> logger
)
{
    /// <summary>Replies with calls in one turn: everyday tasks take two to five.</summary>
    public const int MaxToolRounds = 12;

    /// <summary>Calls in one reply that are carried out.</summary>
    public const int MaxCallsPerReply = 16;

    /// <summary>Runs a turn that was taken into work and ends it, whatever happens.</summary>
    /// <param name="ct">The server shuts down: the turn is left for the next start, with what it has kept.</param>
    public async Task RunAsync(Turn turn, CancellationToken ct)
    {
        TurnWork? work = null;
        try
        {
            work = await OpenAsync(turn, ct);
            await EndAsync(work, await ConverseAsync(work, ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
#pragma warning disable CA1031 // A turn may break in any way; it ends with a reason, and the lane goes on.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            logger.TurnBroke(turn.Thread.Value, turn.Id.Value, cause);
            await FailAsync(turn, work, cause);
        }
    }

    private async Task<TurnWork> OpenAsync(Turn turn, CancellationToken ct)
    {
        // 1. What the model will see is what the context is made of, and the labels of what was replaced.
        var all = await store.MessagesAsync(turn.Thread, turn.Number, ct);
        var messages = PromptHistory.Window(all).ToList();
        var said = messages.Where(message => message.Turn == turn.Id).ToLookup(message => message.Role);
        var asked = said[MessageRole.Owner].LastOrDefault();
        events.Publish(
            new TurnEvent.TurnStarted(
                turn.Thread,
                turn.Id,
                asked?.Id,
                asked?.Text,
                turn.Continues is { } number ? $"A{number}" : null,
                [.. said[MessageRole.Pasted]]
            )
        );
        var context = gate.OpenContext(
            turn.Thread,
            turn.Id,
            Caller.Assistant,
            attended: true,
            PromptHistory.Items(messages.Concat(PromptHistory.Kept(all))),
            PromptHistory.PagesRead(all)
        );
        var zone = turn.Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(turn.Zone, out var known) ? known : clock.LocalTimeZone;
        return new TurnWork(turn, context, UntrustedFence.Create(), new PlanSnapshot(turn.Started ?? clock.GetUtcNow(), zone), messages);
    }

    private async Task<TurnClosing> ConverseAsync(TurnWork work, CancellationToken ct)
    {
        for (var round = 0; round < MaxToolRounds; round++)
        {
            // 2. Ask.
            var answer = await model.AskAsync(work, tools.Offered, message => KeepAsync(work, message), ct);
            if (answer is not ModelAnswer.Says { Message: { Calls.Count: > 0 } reply })
            {
                return Closing(answer, EndReason.Answered);
            }

            // 3. Carry out.
            await KeepAsync(work, reply);
            if (await CarryOutAsync(work, reply, ct) is { } end)
            {
                return end;
            }
        }

        // 4. Enough.
        return Closing(await model.AskAsync(work, [], message => KeepAsync(work, message), ct), EndReason.ToolRoundsExhausted);
    }

    private async Task<TurnClosing?> CarryOutAsync(TurnWork work, ThreadMessage reply, CancellationToken ct)
    {
        var waiting = new List<CallEnd>();
        foreach (var (index, call) in reply.Calls.Index())
        {
            var result =
                index < MaxCallsPerReply
                    ? await calls.RunAsync(work, call, ct)
                    : await calls.RefuseAsync(work, call, $"Not begun: a reply may have at most {MaxCallsPerReply} calls.");
            // Also when the owner was so quick that the result is there already: this context never admitted it, so a new turn goes on.
            if (result.Call is { Approval: not null } end)
            {
                waiting.Add(end);
            }
        }

        var names = string.Join(", ", waiting.Select(end => $"A{end.Approval} ({end.Tool})"));
        return work.Stopped ? new(EndReason.Stopped, TurnClosing.Joined(reply.Text, "Stopped by the owner."))
            : waiting.Count > 0 ? new(EndReason.WaitingForApproval, TurnClosing.Joined(reply.Text, $"Waiting for your approval: {names}."))
            : null;
    }

    private static TurnClosing Closing(ModelAnswer answer, EndReason reason) =>
        answer switch
        {
            ModelAnswer.Ends ends => ends.Closing,
            ModelAnswer.Says { CutShort: true } cut => new(
                reason,
                TurnClosing.Joined(cut.Message.Text, "(The reply reached its length limit.)"),
                cut.Message
            ),
            ModelAnswer.Says says => new(reason, says.Message.Text, says.Message with { Calls = [] }),
            _ => throw new InvalidOperationException("unknown answer"),
        };

    private async Task KeepAsync(TurnWork work, ThreadMessage message) =>
        work.Messages.Add(PromptHistory.Cut(await store.AppendAsync(work.Turn.Thread, message, CancellationToken.None)));

    private async Task EndAsync(TurnWork work, TurnClosing closing)
    {
        var label = closing.Last.Aggregate(work.Context.Label, (joined, message) => joined.Join(message.Label));
        var end = new TurnEnd(closing.State, closing.Reason, closing.Response, label, work.Taints, work.Usage, clock.GetUtcNow());
        // Not cancellable: what was said is kept also when the server is on its way out.
        await store.EndTurnAsync(work.Turn, end, closing.Last, CancellationToken.None);
        Tell(work.Turn, end);
    }

    private async Task FailAsync(Turn turn, TurnWork? work, Exception cause)
    {
        // Those two are for the owner: only he can mend a disk.
        var why = cause is LedgerUnavailableException or DiskRefusedException
            ? $"{cause.Message} This turn ended."
            : "Something broke inside Gatehouse, so this turn ended. The log has the cause.";
        var sentence = $"{why} What was done before stands above.";
        var label = work?.Context.Label ?? Label.Unknown;
        var end = new TurnEnd(
            TurnState.Failed,
            EndReason.InternalError,
            sentence,
            label,
            work?.Taints ?? [],
            work?.Usage ?? TurnUsage.None,
            clock.GetUtcNow()
        );
        try
        {
            await store.EndTurnAsync(turn, end, await CloseCallsAsync(turn), CancellationToken.None);
        }
        finally
        {
            // Who waits for it hears it also when the disk does not; the next start closes what was left.
            Tell(turn, end);
        }
    }

    // A call that was asked for may have been carried out, and only the ledger knows.
    private async Task<IReadOnlyList<ThreadMessage>> CloseCallsAsync(Turn turn)
    {
        try
        {
            await dangling.SettleAsync();
            var said = (await store.FindTurnAsync(turn.Id, CancellationToken.None))?.Messages ?? [];
            return dangling.Close(turn, said);
        }
#pragma warning disable CA1031 // What cannot be read now must not keep the turn from being ended.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            logger.TurnBroke(turn.Thread.Value, turn.Id.Value, cause);
            return [];
        }
    }

    private void Tell(Turn turn, TurnEnd end)
    {
        events.Publish(new TurnEvent.Response(turn.Thread, turn.Id, end.Response));
        events.Publish(new TurnEvent.TurnEnded(turn.Thread, turn.Id, end.State, end.Reason, end.Usage));
    }
}
