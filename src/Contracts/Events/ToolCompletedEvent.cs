using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>A tool call has an end, or waits for the owner.</summary>
public sealed record ToolCompletedEvent(
    string Name,
    string CallId,
    bool Success,
    string Outcome,
    long DurationMs,
    string ThreadId,
    string TurnId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EffectId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ApprovalId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Signals = null
) : ServerEvent;
