namespace Gatehouse.Agent.Events;

/// <summary>Takes the loop's events. Must return at once and never throw: a slow page must not slow a turn.</summary>
public interface ITurnEvents
{
    void Publish(TurnEvent what);
}
