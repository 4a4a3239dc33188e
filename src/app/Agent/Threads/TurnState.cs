namespace Gatehouse.Agent.Threads;

/// <summary>Where a turn stands. Stored by its wire name.</summary>
public enum TurnState
{
    /// <summary>Durable, waiting for its lane.</summary>
    Queued,

    Processing,
    Completed,
    Failed,

    /// <summary>The server went away in the middle; what had been done is said.</summary>
    Interrupted,
}
