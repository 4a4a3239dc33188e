using System.Buffers;
using System.Text;
using System.Text.Json;
using Gatehouse.Agent.Threads;

namespace Gatehouse.Agent.Models;

/// <summary>The structured part of a complete reply: the tools that it asks for. Travels through the Gate as JSON and is scanned there.</summary>
/// <param name="CutShort">The reply reached its token limit.</param>
internal sealed record ModelReply(IReadOnlyList<ToolCall> Calls, bool CutShort)
{
    public static readonly ModelReply TextOnly = new([], false);

    /// <summary>Why it ended, in the provider's words: <c>stop</c>, <c>length</c>, <c>tool_calls</c> or <c>content_filter</c>.</summary>
    public string Finish { get; init; } = "stop";

    public string ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("cut_short", CutShort);
            json.WriteString("finish", Finish);
            json.WriteStartArray("calls");
            foreach (var call in Calls)
            {
                json.WriteStartArray();
                json.WriteStringValue(call.Id);
                json.WriteStringValue(call.Name);
                json.WriteStringValue(call.Arguments);
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <exception cref="JsonException">The Gate's scanner took something out of it.</exception>
    public static ModelReply Parse(string? detail)
    {
        if (detail is null)
        {
            return TextOnly;
        }

        using var json = JsonDocument.Parse(detail);
        return new ModelReply(
            [
                .. json
                    .RootElement.GetProperty("calls")
                    .EnumerateArray()
                    .Select(call => new ToolCall(call[0].GetString() ?? "", call[1].GetString() ?? "", call[2].GetString() ?? "")),
            ],
            json.RootElement.GetProperty("cut_short").GetBoolean()
        )
        {
            Finish = json.RootElement.GetProperty("finish").GetString() ?? "stop",
        };
    }
}
