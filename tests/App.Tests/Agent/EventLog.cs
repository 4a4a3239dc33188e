using System.Collections.Concurrent;
using Gatehouse.Agent.Events;

namespace Gatehouse.App.Tests.Agent;

/// <summary>Keeps what the loop tells the page.</summary>
internal sealed class EventLog : ITurnEvents
{
    private readonly ConcurrentQueue<TurnEvent> seen = new();

    public IReadOnlyList<TurnEvent> All => [.. seen];

    public void Publish(TurnEvent what) => seen.Enqueue(what);
}
