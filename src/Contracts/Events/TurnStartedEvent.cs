using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>A turn began.</summary>
public sealed record TurnStartedEvent(
    string ThreadId,
    string TurnId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserInput = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Continues = null
) : ServerEvent;
