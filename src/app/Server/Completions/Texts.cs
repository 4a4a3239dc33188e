using System.Text.Json;

namespace Gatehouse.Server.Completions;

/// <summary>Texts of a request.</summary>
internal static class Texts
{
    /// <summary>Stops of one request, and the longest in characters. The number is OpenAI's.</summary>
    private const int MaxStops = 4;

    private const int MaxStopLength = 256;

    /// <summary>Goes through every name and text: one that is no Unicode would break later, inside.</summary>
    /// <exception cref="InvalidOperationException">One of them holds half a surrogate pair.</exception>
    public static void Check(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var entry in json.EnumerateArray())
                {
                    Check(entry);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Check(member.Value);
                }

                break;
        }
    }

    public static IReadOnlyList<string> Stops(Members request)
    {
        var stops = request.Any("stop") switch
        {
            null => [],
            { ValueKind: JsonValueKind.String } one => [one],
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().ToArray(),
            _ => throw request.Bad("stop", "stop must be a text or a list of texts."),
        };
        return stops.Length <= MaxStops && Array.TrueForAll(stops, IsStop)
            ? [.. stops.Select(stop => stop.GetString()!)]
            : throw request.Bad("stop", $"stop may have {MaxStops} texts of 1 to {MaxStopLength} characters.");
    }

    private static bool IsStop(JsonElement stop) =>
        stop.ValueKind == JsonValueKind.String && stop.GetString() is { Length: > 0 and <= MaxStopLength };
}
