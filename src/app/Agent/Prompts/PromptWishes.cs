namespace Gatehouse.Agent.Prompts;

/// <summary>What a program wants of the model beside the messages. Null leaves it to the model's server.</summary>
/// <param name="Stop">Texts at which the model ends; empty for none.</param>
/// <param name="ToolChoice"><c>auto</c>, <c>none</c> or <c>required</c>; with <paramref name="ToolName"/> always <c>required</c>.</param>
/// <param name="ToolName">The one tool that it must call.</param>
public sealed record PromptWishes(
    float? Temperature,
    float? TopP,
    float? FrequencyPenalty,
    float? PresencePenalty,
    long? Seed,
    IReadOnlyList<string> Stop,
    string? ToolChoice,
    string? ToolName,
    bool? ParallelCalls,
    PromptFormat? Format
);
