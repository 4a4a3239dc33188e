using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>The owner stopped everything or one thread.</summary>
public sealed record StoppedEvent(
    string Scope,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
) : ServerEvent;
