using System.Text.Json;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Labels;

namespace Gatehouse.Server.Completions;

/// <summary>Reads the messages of a request. Nobody vouches for any of them: the program may have them from anywhere.</summary>
internal static class MessageReader
{
    /// <summary>Parts of one message, and calls of one.</summary>
    private const int MaxParts = 1024;

    private const int MaxCalls = 128;

    /// <summary>Longest id of a tool call, in characters; real ones have 9 to 40.</summary>
    private const int MaxId = 256;

    // A name is for the reader of the conversation, and what clients send back of an answer is the answer's, not the question's.
    private static readonly string[] Known = ["role", "content", "name"];
    private static readonly string[] OfAssistant = [.. Known, "tool_calls", "refusal", "annotations", "reasoning_content"];
    private static readonly string[] OfTool = [.. Known, "tool_call_id"];

    public static PromptMessage Read(Members message)
    {
        switch (message.NeedText("role"))
        {
            // Servers other than OpenAI's own know no developer, and OpenAI's takes system for the same.
            case "system" or "developer":
                message.RefuseOthers(Known);
                return Said(PromptRole.System, NeedContent(message));
            case "user":
                message.RefuseOthers(Known);
                return Said(PromptRole.Owner, NeedContent(message));
            case "assistant":
                return Assistant(message);
            case "tool":
                message.RefuseOthers(OfTool);
                return Said(PromptRole.Tool, NeedContent(message)) with { CallId = Id(message, "tool_call_id") };
            default:
                throw message.Bad("role", $"{message.Path("role")} must be system, developer, user, assistant or tool.");
        }
    }

    private static PromptMessage Said(PromptRole role, string text) => new(role, text, Integrity.Untrusted, []);

    private static PromptMessage Assistant(Members message)
    {
        message.RefuseOthers(OfAssistant);
        var calls = message.Objects("tool_calls", MaxCalls).Select(Call).ToList();
        var text = Content(message) ?? message.Text("refusal");
        return text is null && calls.Count == 0
            ? throw message.Bad("content", $"{message.Path("content")} is missing, and there are no tool_calls.")
            : Said(PromptRole.Assistant, text ?? "") with
            {
                Calls = calls,
            };
    }

    private static ToolCall Call(Members call)
    {
        call.RefuseOthers("id", "type", "function", "index");
        if (call.NeedText("type") != "function")
        {
            throw call.Bad("type", $"{call.Path("type")} must be function.");
        }

        var function = call.NeedObject("function");
        function.RefuseOthers("name", "arguments");
        var name = function.NeedText("name");
        return ToolReader.IsName(name)
            ? new ToolCall(Id(call, "id"), name, function.Text("arguments") ?? "{}")
            : throw function.Bad("name", $"{function.Path("name")} must have 1 to 64 letters, digits, _ or -.");
    }

    private static string Id(Members holder, string name)
    {
        var id = holder.NeedText(name);
        return id.Length <= MaxId ? id : throw holder.Bad(name, $"{holder.Path(name)} may have {MaxId} characters.");
    }

    private static string NeedContent(Members message) =>
        Content(message) ?? throw message.Bad("content", $"{message.Path("content")} is missing.");

    private static string? Content(Members message) =>
        message.Any("content") switch
        {
            null => null,
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Array } => string.Join('\n', message.Objects("content", MaxParts).Select(Part)),
            _ => throw message.Bad("content", $"{message.Path("content")} must be a text or a list of parts."),
        };

    private static string Part(Members part)
    {
        switch (part.NeedText("type"))
        {
            case "text":
                part.RefuseOthers("type", "text");
                return part.Text("text") ?? throw part.Bad("text", $"{part.Path("text")} is missing.");
            case "refusal":
                part.RefuseOthers("type", "refusal");
                return part.Text("refusal") ?? throw part.Bad("refusal", $"{part.Path("refusal")} is missing.");
            case "image_url":
                throw part.Bad(
                    "type",
                    "Images are not supported: what the Gate decides on, scans for secrets and hands to the model is text. Send a text in its place.",
                    "unsupported_content"
                );
            default:
                throw part.Bad(
                    "type",
                    $"{part.Path("type")} must be text: other kinds of content are not supported.",
                    "unsupported_content"
                );
        }
    }
}
