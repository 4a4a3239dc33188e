namespace Gatehouse.Gate.Drivers;

/// <summary>An effect did not work. The message reaches the owner, the model and the ledger: it holds a cause and a fix, never content.</summary>
public sealed class EffectFailedException(FailureReason reason, string message, Exception? cause = null) : Exception(message, cause)
{
    public FailureReason Reason { get; } = reason;

    /// <summary>Nothing of the effect can have reached the other side: no connection was made.</summary>
    public bool NotSent { get; init; }

    /// <summary>How long the other side asked us to wait, when it said.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
