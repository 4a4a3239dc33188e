namespace Gatehouse.Contracts.Stopping;

/// <summary>A stop that is set.</summary>
public sealed record StopView(DateTimeOffset Since, string Reason);
