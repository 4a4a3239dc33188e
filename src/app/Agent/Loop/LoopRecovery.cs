using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Agent.Loop;

/// <summary>
/// Takes up what the last run left. Queued turns run; a turn that left nothing runs again; a turn that left steps is closed and says
/// what had been done. Nothing silent, nothing doubled.
/// </summary>
/// <remarks>Runs after the Gate's own recovery, which closes the effects that it reads, and before any lane is open.</remarks>
internal sealed class LoopRecovery(
    IThreadStore store,
    Ledger ledger,
    DanglingCalls dangling,
    TimeProvider clock,
    ILogger<LoopRecovery> logger
)
{
    /// <returns>The threads that have queued turns.</returns>
    public async Task<IReadOnlyList<ThreadId>> RunAsync(CancellationToken ct)
    {
        var unfinished = await store.UnfinishedTurnsAsync(ct);
        foreach (var turn in unfinished)
        {
            var messages = (await store.FindTurnAsync(turn.Id, ct))?.Messages ?? [];
            if (await CloseBegunAsync(turn, messages, ct) || turn.State != TurnState.Processing)
            {
                continue;
            }

            if (messages.Any(message => message.Role is MessageRole.Assistant or MessageRole.Tool))
            {
                await CloseAsync(turn, messages, ct);
            }
            else
            {
                logger.TurnRunsAgain(turn.Id.Value);
                await store.RequeueTurnAsync(turn.Id, ct);
            }
        }

        return [.. unfinished.Select(turn => turn.Thread).Distinct()];
    }

    /// <summary>
    /// Closes a turn that left no step here, and of which the ledger has more than questions to the model: a step is stored before its calls
    /// are run, so this database is older than the ledger, and running the turn again would do it all twice.
    /// </summary>
    private async Task<bool> CloseBegunAsync(Turn turn, IReadOnlyList<ThreadMessage> messages, CancellationToken ct)
    {
        if (messages.Any(message => message.Role is MessageRole.Assistant or MessageRole.Tool))
        {
            return false;
        }

        var done = TurnLedger
            .EffectsOf(turn, ledger)
            .Where(entries => entries[0].What is { EffectKind: not EffectKind.ModelCall, Kind: EntryKind.Intent or EntryKind.Asked })
            .Select(entries => $"{entries[0].What.Line}: {entries[^1].What.Kind.Wire()}")
            .ToList();
        if (done.Count == 0)
        {
            return false;
        }

        // The ledger's lines may quote what an outside text said.
        var label = Label.Unknown;
        var response =
            $"This had been begun before, and what was said is not in this database, which is older than the ledger. It is not done again. The ledger has: {string.Join("; ", done)}.";
        var end = new TurnEnd(TurnState.Interrupted, EndReason.Interrupted, response, label, [], TurnUsage.None, clock.GetUtcNow());
        await store.EndTurnAsync(turn, end, [], ct);
        logger.TurnWasBegun(turn.Id.Value);
        return true;
    }

    private async Task CloseAsync(Turn turn, IReadOnlyList<ThreadMessage> messages, CancellationToken ct)
    {
        var closed = dangling.Close(turn, messages);
        var calls = messages.Concat(closed).Where(message => message.Call is not null).Select(message => message.Call!).ToList();
        var said = messages.LastOrDefault(message => message.Role == MessageRole.Assistant)?.Text ?? "";
        var all = await store.MessagesAsync(turn.Thread, turn.Number, ct);
        var seen = PromptHistory.Window(all).Concat(PromptHistory.Kept(all)).ToList();
        var label = seen.Aggregate(Label.OfAssistant, (joined, message) => joined.Join(message.Label));
        var taints = TurnWork.WithSignals(TurnWork.TaintsOf(seen.Select(message => (message.Label, message.Source))), seen);
        var response = TurnClosing.Joined(said, Sentence(calls));
        var end = new TurnEnd(TurnState.Interrupted, EndReason.Interrupted, response, label, taints, TurnUsage.None, clock.GetUtcNow());
        await store.EndTurnAsync(turn, end, closed, ct);
        logger.TurnInterrupted(turn.Id.Value, messages.Count, closed.Count);
    }

    private static string Sentence(List<CallEnd> calls)
    {
        const string Stopped = "The server stopped during this turn.";
        return calls.Count == 0
            ? $"{Stopped} Nothing had been done before."
            : $"{Stopped} What had been asked for: {string.Join("; ", calls.Select(call => $"{call.Tool}: {Said(call)}"))}.";
    }

    private static string Said(CallEnd call) =>
        call.Outcome switch
        {
            CallOutcome.Done => "done",
            CallOutcome.Waiting => $"waiting for approval A{call.Approval}",
            CallOutcome.Denied or CallOutcome.Refused => "refused",
            CallOutcome.Unknown => "unknown outcome",
            CallOutcome.Interrupted when call.Effect is null => "was not begun",
            CallOutcome.Interrupted => "interrupted",
            CallOutcome.Stopped => "stopped",
            _ => "failed",
        };
}
