using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Gate.Ledger;

namespace Gatehouse.Agent.Loop;

/// <summary>Finds the calls of a turn that have no result, and gives each the end that the ledger knows of.</summary>
internal sealed class DanglingCalls(Ledger ledger, ToolCatalog tools, TimeProvider clock)
{
    /// <summary>Waits until the ledger's file has what this process recorded; at once where it takes nothing any more.</summary>
    public async Task SettleAsync()
    {
        try
        {
            await ledger.HeadOnDiskAsync();
        }
        catch (LedgerUnavailableException) { }
    }

    /// <param name="messages">The turn's own.</param>
    /// <returns>The messages to store with the turn's end.</returns>
    public IReadOnlyList<ThreadMessage> Close(Turn turn, IReadOnlyList<ThreadMessage> messages)
    {
        var ended = messages.Where(message => message.Call is not null).Select(message => message.Call!).ToList();
        var effects = TurnLedger
            .EffectsOf(turn, ledger)
            .Where(entries => ended.TrueForAll(call => call.Effect != entries[0].What.Effect))
            .ToList();
        var zone = turn.Zone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(turn.Zone, out var known) ? known : clock.LocalTimeZone;
        var snapshot = new PlanSnapshot(turn.Started ?? turn.Created, zone);
        return
        [
            .. messages
                .SelectMany(message => message.Calls)
                .Where(call => ended.TrueForAll(end => end.CallId != call.Id))
                .Select(call => Message(turn, call, DanglingCall.Close(call, tools, snapshot, effects))),
        ];
    }

    private ThreadMessage Message(Turn turn, ToolCall call, CallResult end) =>
        new(
            ThreadMessage.NewId(clock),
            turn.Id,
            MessageRole.Tool,
            end.Text,
            end.Label,
            call.Name,
            [],
            new CallEnd(call.Id, call.Name, end.Outcome, end.Effect, end.Approval, TimeSpan.Zero),
            clock.GetUtcNow()
        );
}
