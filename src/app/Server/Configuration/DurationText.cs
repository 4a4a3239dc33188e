using System.Globalization;

namespace Gatehouse.Server.Configuration;

/// <summary>Durations as people write them: <c>90s</c>, <c>15m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class DurationText
{
    /// <summary>Null when the text is no such duration.</summary>
    public static TimeSpan? Parse(string text)
    {
        // Six digits of the largest unit still fit a TimeSpan.
        var plain =
            text.Length is > 1 and <= 7
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var count = plain ? int.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return !plain
            ? null
            : text[^1] switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => null,
            };
    }
}
