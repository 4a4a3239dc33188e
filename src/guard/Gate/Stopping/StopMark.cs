using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Stopping;

/// <summary>What is stopped: everything, or one thread.</summary>
public sealed record StopScope(ThreadId? Thread)
{
    public static readonly StopScope Global = new((ThreadId?)null);

    public override string ToString() => Thread is null ? "global" : $"thread {Thread}";
}

/// <summary>A stop that is set.</summary>
public sealed record StopMark(StopScope Scope, DateTimeOffset Since, string Reason);
