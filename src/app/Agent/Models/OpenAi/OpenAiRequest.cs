using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Gatehouse.Agent.Models.OpenAi;

/// <summary>The model port's terms in those of OpenAI's SDK.</summary>
internal static class OpenAiRequest
{
    public static IEnumerable<OpenAI.Chat.ChatMessage> Messages(IEnumerable<ChatMessage> messages) => messages.Select(Message);

    public static ChatCompletionOptions Options(ChatOptions options, bool ownLimitName)
    {
        var request = new ChatCompletionOptions();
        if (ownLimitName)
        {
            request.MaxOutputTokenCount = options.MaxOutputTokens;
        }
        else if (options.MaxOutputTokens is { } limit)
        {
#pragma warning disable SCME0001 // The only way to send `max_tokens`, the name that compatible servers know.
            request.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
        }

        foreach (var tool in options.Tools?.OfType<AIFunctionDeclaration>() ?? [])
        {
            var schema = BinaryData.FromString(tool.JsonSchema.GetRawText());
            request.Tools.Add(ChatTool.CreateFunctionTool(tool.Name, tool.Description, schema, (tool as DeclaredTool)?.Strict));
        }

        AddWishes(request, options);
        return request;
    }

    private static void AddWishes(ChatCompletionOptions request, ChatOptions options)
    {
        request.Temperature = options.Temperature;
        request.TopP = options.TopP;
        request.FrequencyPenalty = options.FrequencyPenalty;
        request.PresencePenalty = options.PresencePenalty;
#pragma warning disable OPENAI001 // Marked as experimental for years; the wire has it all the time.
        request.Seed = options.Seed;
#pragma warning restore OPENAI001
        foreach (var stop in options.StopSequences ?? [])
        {
            request.StopSequences.Add(stop);
        }

        if (request.Tools.Count > 0)
        {
            request.AllowParallelToolCalls = options.AllowMultipleToolCalls;
            request.ToolChoice = options.ToolMode switch
            {
                NoneChatToolMode => ChatToolChoice.CreateNoneChoice(),
                RequiredChatToolMode { RequiredFunctionName: { } name } => ChatToolChoice.CreateFunctionChoice(name),
                RequiredChatToolMode => ChatToolChoice.CreateRequiredChoice(),
                AutoChatToolMode => ChatToolChoice.CreateAutoChoice(),
                _ => null,
            };
        }

        request.ResponseFormat = options.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: { } schema } json => OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(
                json.SchemaName,
                BinaryData.FromString(schema.GetRawText()),
                json.SchemaDescription,
                options.AdditionalProperties?.GetValueOrDefault(ChatPrompt.StrictSchema) as bool?
            ),
            ChatResponseFormatJson => OpenAI.Chat.ChatResponseFormat.CreateJsonObjectFormat(),
            _ => null,
        };
    }

    public static ChatFinishReason Finish(OpenAI.Chat.ChatFinishReason reason) =>
        reason switch
        {
            OpenAI.Chat.ChatFinishReason.Length => ChatFinishReason.Length,
            OpenAI.Chat.ChatFinishReason.ToolCalls or OpenAI.Chat.ChatFinishReason.FunctionCall => ChatFinishReason.ToolCalls,
            OpenAI.Chat.ChatFinishReason.ContentFilter => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Stop,
        };

    private static OpenAI.Chat.ChatMessage Message(ChatMessage message)
    {
        if (message.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
        {
            return new ToolChatMessage(result.CallId, result.Result?.ToString() ?? "");
        }

        return message.Role == Microsoft.Extensions.AI.ChatRole.System ? new SystemChatMessage(message.Text)
            : message.Role == Microsoft.Extensions.AI.ChatRole.Assistant ? Assistant(message)
            : new UserChatMessage(message.Text);
    }

    private static AssistantChatMessage Assistant(ChatMessage message)
    {
        var calls = message
            .Contents.OfType<FunctionCallContent>()
            .Select(call => ChatToolCall.CreateFunctionToolCall(call.CallId, call.Name, Arguments(call)))
            .ToList();
        if (calls.Count == 0)
        {
            return new AssistantChatMessage(message.Text);
        }

        var said = new AssistantChatMessage(calls);
        if (message.Text.Length > 0)
        {
            said.Content.Add(ChatMessageContentPart.CreateTextPart(message.Text));
        }

        return said;
    }

    // Some servers parse the arguments of old calls and refuse the whole conversation when a model once wrote broken ones.
    private static BinaryData Arguments(FunctionCallContent call)
    {
        try
        {
            var text = call.RawRepresentation as string ?? "{}";
            using var json = JsonDocument.Parse(text);
            return BinaryData.FromString(json.RootElement.ValueKind == JsonValueKind.Object ? text : "{}");
        }
        catch (JsonException)
        {
            return BinaryData.FromString("{}");
        }
    }
}
