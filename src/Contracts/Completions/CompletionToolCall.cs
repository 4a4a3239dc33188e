using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Completions;

/// <summary>A tool call, or a piece of one.</summary>
/// <param name="Index">In a stream: which call the piece belongs to.</param>
/// <param name="Id">In a stream in the first piece only, as the type and the name are.</param>
public sealed record CompletionToolCall(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Index,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Id,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Type,
    CompletionFunction Function
);
