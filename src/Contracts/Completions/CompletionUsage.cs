namespace Gatehouse.Contracts.Completions;

/// <summary>Tokens, as the model's server reported them.</summary>
public sealed record CompletionUsage(long PromptTokens, long CompletionTokens, long TotalTokens);
