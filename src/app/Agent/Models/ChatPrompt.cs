using Gatehouse.Agent.Prompts;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>A prompt in the terms of the model port. Each message keeps the one it was made from, for models that read provenance.</summary>
internal static class ChatPrompt
{
    public static IEnumerable<ChatMessage> Messages(ModelPrompt prompt) =>
        prompt.Messages.Select(message => new ChatMessage(Role(message.Role), Contents(message)) { RawRepresentation = message });

    public static ChatOptions Options(ModelPrompt prompt, string model, int maxTokens) =>
        new()
        {
            ModelId = model,
            MaxOutputTokens = maxTokens,
            Tools = [.. prompt.Tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.Schema))],
        };

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
