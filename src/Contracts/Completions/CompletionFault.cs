namespace Gatehouse.Contracts.Completions;

/// <summary>An error of the OpenAI-compatible API.</summary>
public sealed record CompletionFault(CompletionFaultDetail Error);
