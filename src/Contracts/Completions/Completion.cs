namespace Gatehouse.Contracts.Completions;

/// <summary>A whole answer, as OpenAI's chat completions write it.</summary>
/// <param name="Created">Unix time, seconds.</param>
/// <param name="Usage">Null when the model's server reported none.</param>
public sealed record Completion(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<CompletionChoice> Choices,
    CompletionUsage? Usage
);
