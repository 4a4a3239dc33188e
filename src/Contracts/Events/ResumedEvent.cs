using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>The owner took a stop back.</summary>
public sealed record ResumedEvent(
    string Scope,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
) : ServerEvent;
