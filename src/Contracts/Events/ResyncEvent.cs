namespace Gatehouse.Contracts.Events;

/// <summary>Events were missed: drop what is shown and fetch it again.</summary>
public sealed record ResyncEvent : ServerEvent;
