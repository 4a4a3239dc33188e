using Gatehouse.Agent.Prompts;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>A prompt in the terms of the model port. Each message keeps the one it was made from, for models that read provenance.</summary>
internal static class ChatPrompt
{
    /// <summary>The additional property that says whether an answer must fit its schema.</summary>
    public const string StrictSchema = "strict_schema";

    public static IEnumerable<ChatMessage> Messages(ModelPrompt prompt) =>
        prompt.Messages.Select(message => new ChatMessage(Role(message.Role), Contents(message)) { RawRepresentation = message });

    public static ChatOptions Options(ModelPrompt prompt, string model, int maxTokens)
    {
        var options = new ChatOptions
        {
            ModelId = model,
            MaxOutputTokens = maxTokens,
            Tools = [.. prompt.Tools.Select(tool => new DeclaredTool(tool))],
        };
        if (prompt.Wishes is { } wishes)
        {
            options.Temperature = wishes.Temperature;
            options.TopP = wishes.TopP;
            options.FrequencyPenalty = wishes.FrequencyPenalty;
            options.PresencePenalty = wishes.PresencePenalty;
            options.Seed = wishes.Seed;
            options.StopSequences = [.. wishes.Stop];
            options.ToolMode = Mode(wishes);
            options.AllowMultipleToolCalls = wishes.ParallelCalls;
            options.ResponseFormat = Format(wishes.Format);
            options.AdditionalProperties = wishes.Format is { Strict: { } strict } ? new() { [StrictSchema] = strict } : null;
        }

        return options;
    }

    private static ChatToolMode? Mode(PromptWishes wishes) =>
        wishes.ToolChoice switch
        {
            "none" => ChatToolMode.None,
            "auto" => ChatToolMode.Auto,
            "required" => wishes.ToolName is { } name ? ChatToolMode.RequireSpecific(name) : ChatToolMode.RequireAny,
            _ => null,
        };

    private static ChatResponseFormatJson? Format(PromptFormat? format) =>
        format is null ? null
        : format.Schema is { } schema ? ChatResponseFormat.ForJsonSchema(schema, format.Name, format.Description)
        : ChatResponseFormat.Json;

    private static List<AIContent> Contents(PromptMessage message)
    {
        if (message.Role == PromptRole.Tool)
        {
            return [new FunctionResultContent(message.CallId, message.Text)];
        }

        var contents = new List<AIContent>();
        if (message.Text.Length > 0 || message.Calls.Count == 0)
        {
            contents.Add(new TextContent(message.Text));
        }

        contents.AddRange(message.Calls.Select(call => new FunctionCallContent(call.Id, call.Name) { RawRepresentation = call.Arguments }));
        return contents;
    }

    private static ChatRole Role(PromptRole role) =>
        role switch
        {
            PromptRole.System => ChatRole.System,
            PromptRole.Assistant => ChatRole.Assistant,
            PromptRole.Tool => ChatRole.Tool,
            _ => ChatRole.User,
        };
}
