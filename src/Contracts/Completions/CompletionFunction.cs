using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Completions;

/// <summary>Which tool is called, with what.</summary>
/// <param name="Arguments">JSON text as the model wrote it, or the next characters of it.</param>
public sealed record CompletionFunction(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
    string Arguments
);
