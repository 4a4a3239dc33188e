namespace Gatehouse.Contracts.Stopping;

/// <summary>A stop that is set on one thread.</summary>
public sealed record ThreadStopView(string ThreadId, DateTimeOffset Since, string Reason);
