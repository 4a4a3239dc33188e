using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>A tool call began.</summary>
public sealed record ToolStartedEvent(
    string Name,
    string CallId,
    string ThreadId,
    string TurnId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Parameters = null
) : ServerEvent;
