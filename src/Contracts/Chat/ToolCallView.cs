using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>One tool call of a turn.</summary>
/// <param name="Parameters">Pretty JSON, for people.</param>
/// <param name="Signals">What in the result looks like an attempt to steer the assistant; left out when nothing does.</param>
/// <param name="Outcome">done, waiting, denied, failed, stopped, interrupted, unknown or refused; left out while it runs.</param>
/// <param name="Dropped">True when the owner took the result out of the conversation; left out otherwise.</param>
public sealed record ToolCallView(
    string CallId,
    string Name,
    string Parameters,
    bool HasResult,
    bool HasError,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Outcome = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ResultPreview = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EffectId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ApprovalId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? DurationMs = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Dropped = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Signals = null
);
