using Gatehouse.Agent.Events;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Agent.Loop;

/// <summary>Gives scanned text of a running answer on to the page.</summary>
internal sealed class StreamSink(Turn turn, ITurnEvents events) : ITextSink
{
    public ValueTask WriteAsync(string piece, CancellationToken ct)
    {
        events.Publish(new TurnEvent.StreamChunk(turn.Thread, turn.Id, piece));
        return ValueTask.CompletedTask;
    }
}
