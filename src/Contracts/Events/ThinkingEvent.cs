using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>The model is at work.</summary>
public sealed record ThinkingEvent(
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
) : ServerEvent;
