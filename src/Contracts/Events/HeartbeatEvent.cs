namespace Gatehouse.Contracts.Events;

/// <summary>The stream is alive.</summary>
public sealed record HeartbeatEvent : ServerEvent;
