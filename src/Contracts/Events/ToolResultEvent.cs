namespace Gatehouse.Contracts.Events;

/// <summary>The beginning of what a tool brought back.</summary>
public sealed record ToolResultEvent(string Name, string CallId, string Preview, string ThreadId, string TurnId) : ServerEvent;
