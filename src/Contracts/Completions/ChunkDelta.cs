using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Completions;

/// <summary>What a piece adds. A member that adds nothing is left out.</summary>
public sealed record ChunkDelta(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Role = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Content = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CompletionToolCall>? ToolCalls = null
);
