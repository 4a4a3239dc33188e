using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>Something went wrong that no turn carries.</summary>
public sealed record ErrorEvent(
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
) : ServerEvent;
