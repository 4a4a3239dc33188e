using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>Something short to show beside a thread.</summary>
public sealed record StatusEvent(
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
) : ServerEvent;
