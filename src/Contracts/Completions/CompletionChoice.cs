namespace Gatehouse.Contracts.Completions;

/// <summary>The one choice of an answer.</summary>
/// <param name="FinishReason"><c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</param>
public sealed record CompletionChoice(int Index, CompletionMessage Message, string FinishReason);
