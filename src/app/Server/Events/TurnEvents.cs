using Gatehouse.Agent.Events;
using Gatehouse.Agent.Threads;
using Gatehouse.Contracts.Events;
using Gatehouse.Gate.Approvals;
using Gatehouse.Server.Endpoints;

namespace Gatehouse.Server.Events;

/// <summary>Puts the loop's events on the wire.</summary>
internal sealed class TurnEvents(EventHub hub) : ITurnEvents
{
    public void Publish(TurnEvent what) => hub.Publish(Wire(what));

    private static ServerEvent Wire(TurnEvent what) =>
        what switch
        {
            TurnEvent.TurnStarted e => new TurnStartedEvent(
                e.Thread.Value,
                e.Turn.Value,
                e.MessageId,
                e.UserInput,
                e.Continues,
                ChatViews.Pasted(e.Pasted)
            ),
            TurnEvent.Status e => new StatusEvent(e.Message, e.Thread.Value),
            TurnEvent.StreamChunk e => new StreamChunkEvent(e.Content, e.Thread.Value, e.Turn.Value),
            TurnEvent.ToolStarted e => new ToolStartedEvent(e.Name, e.CallId, e.Thread.Value, e.Turn.Value, e.Parameters),
            TurnEvent.ToolCompleted e => Completed(e),
            TurnEvent.ToolResult e => new ToolResultEvent(e.Name, e.CallId, e.Preview, e.Thread.Value, e.Turn.Value),
            TurnEvent.Response e => new ResponseEvent(e.Content, e.Thread.Value, e.Turn.Value),
            TurnEvent.TurnEnded e => new TurnEndedEvent(
                e.Thread.Value,
                e.Turn.Value,
                ChatViews.State(e.State),
                e.Reason.Wire(),
                ChatViews.View(e.Usage)
            ),
            TurnEvent.Trouble e => new ErrorEvent(e.Message, e.Thread.Value),
            _ => throw new InvalidOperationException("unknown event of the loop"),
        };

    private static ToolCompletedEvent Completed(TurnEvent.ToolCompleted e) =>
        new(
            e.Call.Tool,
            e.Call.CallId,
            e.Call.Outcome == CallOutcome.Done,
            e.Call.Outcome.Wire(),
            (long)e.Call.Took.TotalMilliseconds,
            e.Thread.Value,
            e.Turn.Value,
            e.Error,
            e.Call.Effect?.Value,
            e.Call.Approval is { } approval ? ApprovalRecord.NameOf(approval) : null,
            ChatViews.Signals(e.Call)
        );
}
