using Gatehouse.Agent.Prompts;

namespace Gatehouse.Server.Completions;

/// <summary>What a program asks, understood.</summary>
/// <param name="MaxTokens">Null when it does not say.</param>
internal sealed record CompletionQuestion(ModelPrompt Prompt, int? MaxTokens, bool Stream, bool IncludeUsage);
