using System.Text;
using System.Text.Json;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>How a keyless model shows what a tool brought back.</summary>
internal static class ResultText
{
    /// <summary>Most characters shown; the whole result stands at the call.</summary>
    private const int MaxLength = 16_000;

    public static string Show(string tool, string text)
    {
        var shown = Readable(tool, text);
        return shown.Length <= MaxLength ? shown : shown[..MaxLength] + "\n[…]";
    }

    private static string Readable(string tool, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return tool switch
            {
                "memory_write" => $"Saved to {json.RootElement.GetProperty("path").GetString()}.",
                "memory_search" => Found(json.RootElement),
                "memory_read" => json.RootElement.GetProperty("content").GetString() ?? text,
                "http" => $"HTTP {json.RootElement.GetProperty("status").GetInt32()}\n{json.RootElement.GetProperty("body").GetString()}",
                "time" => json.RootElement.GetProperty("iso").GetString() ?? text,
                _ => text,
            };
        }
        catch (Exception plain) when (plain is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return text;
        }
    }

    private static string Found(JsonElement result)
    {
        var lines = new StringBuilder();
        foreach (var row in result.GetProperty("results").EnumerateArray())
        {
            lines.Append(row.GetProperty("path").GetString()).Append(": ").Append(row.GetProperty("content").GetString()).Append('\n');
        }

        return lines.Length == 0 ? "Nothing found in memory." : lines.ToString().TrimEnd();
    }
}
