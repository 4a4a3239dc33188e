namespace Gatehouse.Contracts.Events;

/// <summary>The whole answer of a turn.</summary>
public sealed record ResponseEvent(string Content, string ThreadId, string TurnId) : ServerEvent;
