namespace Gatehouse.Contracts.Stopping;

/// <summary>What is stopped now.</summary>
public sealed record StopState(StopView? Global, IReadOnlyList<ThreadStopView> Threads);
