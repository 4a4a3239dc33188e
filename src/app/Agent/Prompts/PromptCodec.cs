using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Prompts;

/// <summary>The bytes of a prompt inside a model call effect: what was decided, reserved and hashed is what the driver sends.</summary>
internal static class PromptCodec
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Encode(ModelPrompt prompt)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteNumber("v", Version);
            json.WriteStartArray("messages");
            foreach (var message in prompt.Messages)
            {
                Write(json, message);
            }

            json.WriteEndArray();
            json.WriteStartArray("tools");
            foreach (var tool in prompt.Tools)
            {
                json.WriteStartObject();
                json.WriteString("name", tool.Name);
                json.WriteString("description", tool.Description);
                json.WritePropertyName("schema");
                tool.Schema.WriteTo(json);
                if (tool.Strict is { } strict)
                {
                    json.WriteBoolean("strict", strict);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (prompt.Wishes is { } wishes)
            {
                json.WritePropertyName("wishes");
                WishesCodec.Write(json, wishes);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">The bytes are not a prompt of this version.</exception>
    public static ModelPrompt Decode(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        return root.GetProperty("v").GetInt32() == Version
            ? new ModelPrompt(
                [.. root.GetProperty("messages").EnumerateArray().Select(Message)],
                [.. root.GetProperty("tools").EnumerateArray().Select(Tool)]
            )
            {
                Wishes = root.TryGetProperty("wishes", out var wishes) ? WishesCodec.Read(wishes) : null,
            }
            : throw new JsonException("another version of the prompt format");
    }

    private static void Write(Utf8JsonWriter json, PromptMessage message)
    {
        json.WriteStartObject();
        json.WriteString("role", Enum.GetName(message.Role));
        json.WriteString("integrity", Enum.GetName(message.Integrity));
        json.WriteString("text", message.Text);
        json.WriteString("call_id", message.CallId);
        json.WriteString("tool", message.Tool);
        json.WriteStartArray("calls");
        foreach (var call in message.Calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.Id);
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static PromptMessage Message(JsonElement json) =>
        new(
            Enum.Parse<PromptRole>(Text(json, "role")),
            Text(json, "text"),
            Enum.Parse<Integrity>(Text(json, "integrity")),
            [
                .. json.GetProperty("calls")
                    .EnumerateArray()
                    .Select(call => new ToolCall(Text(call, "id"), Text(call, "name"), Text(call, "arguments"))),
            ],
            Text(json, "call_id"),
            Text(json, "tool")
        );

    private static PromptTool Tool(JsonElement json) =>
        new(
            Text(json, "name"),
            Text(json, "description"),
            json.GetProperty("schema").Clone(),
            json.TryGetProperty("strict", out var strict) ? strict.GetBoolean() : null
        );

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
