using System.Globalization;
using System.Text.Json.Nodes;
using Gatehouse.Gate.Drivers;

namespace Gatehouse.Agent.Drivers;

/// <summary>The operations of the time tool.</summary>
internal static class TimeFunction
{
    private const string Iso = "yyyy-MM-ddTHH:mm:sszzz";
    private const string UtcIso = "yyyy-MM-ddTHH:mm:ssZ";

    // No offset written means the given zone, not this machine's.
    private const DateTimeStyles AsWritten = DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.RoundtripKind;

    /// <param name="arguments">A JSON object of texts, as <c>TimeTool</c> writes it.</param>
    /// <exception cref="EffectFailedException">A time, zone or format that cannot be read.</exception>
    public static string Run(string arguments, DateTimeOffset now)
    {
        var args = JsonNode.Parse(arguments)!.AsObject();
        var zone = Zone(Text("timezone") ?? "UTC");
        var from = Text("from_timezone") is { } source ? Zone(source) : zone;
        var result = Text("operation") switch
        {
            "now" => Moment(now, zone),
            "parse" => Moment(Time(Text("input") ?? Text("timestamp"), from), zone),
            "convert" => Moment(Time(Text("timestamp") ?? Text("input"), from), Zone(Text("to_timezone") ?? zone.Id)),
            "format" => Formatted(Text("timestamp") ?? Text("input")),
            "diff" => Difference(Time(Text("timestamp") ?? Text("input"), from), Text("timestamp2") is { } other ? Time(other, from) : now),
            _ => throw Bad("There is no such operation."),
        };
        return ResultJson.Text(result);

        string? Text(string name) => args[name]?.GetValue<string>();

        JsonObject Formatted(string? time) =>
            Format(time is null ? now : Time(time, from), zone, Text("format_string") ?? Text("format") ?? Iso);
    }

    private static JsonObject Moment(DateTimeOffset time, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(time, zone);
        return new JsonObject
        {
            ["iso"] = local.ToString(Iso, CultureInfo.InvariantCulture),
            ["utc_iso"] = time.UtcDateTime.ToString(UtcIso, CultureInfo.InvariantCulture),
            ["unix"] = time.ToUnixTimeSeconds(),
            ["unix_millis"] = time.ToUnixTimeMilliseconds(),
            ["timezone"] = zone.Id,
        };
    }

    private static JsonObject Format(DateTimeOffset time, TimeZoneInfo zone, string format)
    {
        try
        {
            return new JsonObject { ["formatted"] = TimeZoneInfo.ConvertTime(time, zone).ToString(format, CultureInfo.InvariantCulture) };
        }
        catch (FormatException)
        {
            throw Bad("The format cannot be used; write it like yyyy-MM-dd HH:mm.");
        }
    }

    private static JsonObject Difference(DateTimeOffset first, DateTimeOffset second)
    {
        var span = second - first;
        return new JsonObject
        {
            ["seconds"] = (long)span.TotalSeconds,
            ["minutes"] = (long)span.TotalMinutes,
            ["hours"] = (long)span.TotalHours,
            ["days"] = (long)span.TotalDays,
        };
    }

    private static DateTimeOffset Time(string? text, TimeZoneInfo zone)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var unix))
        {
            // Beyond 1e11 seconds lies the year 5138: such a number counts milliseconds.
            return Math.Abs(unix) switch
            {
                < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(unix),
                < 100_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(unix),
                _ => throw Bad("The number is no time; write it like 2026-01-31T12:00:00Z."),
            };
        }

        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, AsWritten, out var parsed))
        {
            throw Bad("The time cannot be read; write it like 2026-01-31T12:00:00Z.");
        }

        return parsed.Kind switch
        {
            DateTimeKind.Utc => new DateTimeOffset(parsed),
            DateTimeKind.Local => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture),
            _ => new DateTimeOffset(parsed, zone.GetUtcOffset(parsed)),
        };
    }

    private static TimeZoneInfo Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : throw Bad("There is no such time zone; use a name such as Europe/Berlin.");

    private static EffectFailedException Bad(string message) => new(FailureReason.BadArguments, message);
}
