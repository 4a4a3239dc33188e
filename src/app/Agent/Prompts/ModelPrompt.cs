using System.Text.Json;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Prompts;

/// <summary>All that a model is shown in one call.</summary>
public sealed record ModelPrompt(IReadOnlyList<PromptMessage> Messages, IReadOnlyList<PromptTool> Tools)
{
    /// <summary>What a program wants of the model beside the messages; null for the assistant's own calls.</summary>
    public PromptWishes? Wishes { get; init; }
}

/// <summary>One message as the model is shown it.</summary>
/// <param name="Text">The very text that is sent; untrusted text is already fenced in.</param>
/// <param name="Integrity">Who stands behind it. Models inside this process read it; others see only the fence.</param>
/// <param name="CallId">Of a tool message: the call it answers.</param>
/// <param name="Tool">Of a tool or result message: which tool it was.</param>
public sealed record PromptMessage(
    PromptRole Role,
    string Text,
    Integrity Integrity,
    IReadOnlyList<ToolCall> Calls,
    string CallId = "",
    string Tool = ""
);

/// <summary>A tool that the model may ask for.</summary>
/// <param name="Strict">Whether the arguments must fit the schema; null leaves it to the server.</param>
public sealed record PromptTool(string Name, string Description, JsonElement Schema, bool? Strict = null);
