using System.Collections.Concurrent;
using Gatehouse.Agent.Events;

namespace Gatehouse.App.Tests.Agent;

/// <summary>Keeps what the loop tells the page.</summary>
internal sealed class EventLog : ITurnEvents
{
    private readonly ConcurrentQueue<TurnEvent> _seen = new();

    public IReadOnlyList<TurnEvent> All => [.. _seen];

    public void Publish(TurnEvent what) => _seen.Enqueue(what);
}
