using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Completions;

/// <summary>What the model said.</summary>
/// <param name="Content">Null when it only calls tools.</param>
/// <param name="ToolCalls">Null when it calls none.</param>
public sealed record CompletionMessage(
    string Role,
    string? Content,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CompletionToolCall>? ToolCalls
);
