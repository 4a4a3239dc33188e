using System.Text.Json;

namespace Gatehouse.Agent.Prompts;

/// <summary>A program's wishes inside the bytes of a prompt. A wish that it has not is left out.</summary>
internal static class WishesCodec
{
    public static void Write(Utf8JsonWriter json, PromptWishes wishes)
    {
        json.WriteStartObject();
        Number(json, "temperature", wishes.Temperature);
        Number(json, "top_p", wishes.TopP);
        Number(json, "frequency_penalty", wishes.FrequencyPenalty);
        Number(json, "presence_penalty", wishes.PresencePenalty);
        if (wishes.Seed is { } seed)
        {
            json.WriteNumber("seed", seed);
        }

        json.WriteStartArray("stop");
        foreach (var stop in wishes.Stop)
        {
            json.WriteStringValue(stop);
        }

        json.WriteEndArray();
        Text(json, "tool_choice", wishes.ToolChoice);
        Text(json, "tool_name", wishes.ToolName);
        Flag(json, "parallel_calls", wishes.ParallelCalls);
        if (wishes.Format is { } format)
        {
            json.WriteStartObject("format");
            Text(json, "name", format.Name);
            Text(json, "description", format.Description);
            Flag(json, "strict", format.Strict);
            if (format.Schema is { } schema)
            {
                json.WritePropertyName("schema");
                schema.WriteTo(json);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    public static PromptWishes Read(JsonElement json) =>
        new(
            Of(json, "temperature")?.GetSingle(),
            Of(json, "top_p")?.GetSingle(),
            Of(json, "frequency_penalty")?.GetSingle(),
            Of(json, "presence_penalty")?.GetSingle(),
            Of(json, "seed")?.GetInt64(),
            [.. json.GetProperty("stop").EnumerateArray().Select(stop => stop.GetString() ?? "")],
            Of(json, "tool_choice")?.GetString(),
            Of(json, "tool_name")?.GetString(),
            Of(json, "parallel_calls")?.GetBoolean(),
            Of(json, "format") is { } format
                ? new PromptFormat(
                    Of(format, "name")?.GetString(),
                    Of(format, "description")?.GetString(),
                    Of(format, "schema")?.Clone(),
                    Of(format, "strict")?.GetBoolean()
                )
                : null
        );

    private static JsonElement? Of(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value : null;

    private static void Number(Utf8JsonWriter json, string name, float? value)
    {
        if (value is { } given)
        {
            json.WriteNumber(name, given);
        }
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void Flag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } given)
        {
            json.WriteBoolean(name, given);
        }
    }
}
