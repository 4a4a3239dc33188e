using System.Globalization;

namespace Gatehouse.Server.Configuration;

/// <summary>Reads typed values out of a table of texts and collects everything that is wrong, so that all of it is told at once.</summary>
internal sealed class SettingValues(IReadOnlyDictionary<string, string> values)
{
    private readonly List<SettingProblem> _problems = [];

    public IReadOnlyList<SettingProblem> Problems => _problems;

    public IEnumerable<string> Names => values.Keys;

    /// <summary>The text; null when it is not set or empty, which mean the same.</summary>
    public string? Text(string name) => values.TryGetValue(name, out var text) && text.Length > 0 ? text : null;

    public void Refuse(string name, string allowed, bool showValue = true) =>
        _problems.Add(new SettingProblem(name, showValue ? Text(name) : null, allowed));

    public long Number(string name, long fallback, long least, long most, string unit)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"must be {unit}, a whole number from {least} to {most}."));
        return fallback;
    }

    public bool Flag(string name)
    {
        switch (Text(name))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Refuse(name, "must be true or false.");
                return false;
        }
    }

    /// <summary>A duration such as <c>90s</c>, <c>15m</c>, <c>24h</c> or <c>7d</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback, TimeSpan least, TimeSpan most)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        if (DurationText.Parse(text) is { } duration && duration >= least && duration <= most)
        {
            return duration;
        }

        Refuse(name, "must be a duration of at least 1s and at most 7d, such as 90s, 15m, 24h or 7d.");
        return fallback;
    }

    /// <summary>An amount of US dollars such as <c>5</c> or <c>0.25</c>, in millionths. Null when it is not set.</summary>
    public long? MicroUsd(string name, long most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        // Up to 20 characters: nothing that fits is longer. A seventh decimal would be dropped, so it is refused.
        if (
            text.Length <= 20
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var usd)
            && usd * 1_000_000 is var micro
            && micro == decimal.Truncate(micro)
            && micro <= most
        )
        {
            return (long)micro;
        }

        Refuse(
            name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"must be an amount of US dollars from 0 to {most / 1_000_000}, such as 5 or 0.25, with at most six decimals."
            )
        );
        return null;
    }

    /// <summary>A size such as <c>500MB</c> or <c>2GB</c>, or a number of bytes. Null when it is not set.</summary>
    public long? Bytes(string name, long most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        var (digits, shift) =
            text.EndsWith("KB", StringComparison.Ordinal) ? (text[..^2], 10)
            : text.EndsWith("MB", StringComparison.Ordinal) ? (text[..^2], 20)
            : text.EndsWith("GB", StringComparison.Ordinal) ? (text[..^2], 30)
            : (text, 0);
        if (
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (Int128)number << shift is var bytes
            && bytes <= most
        )
        {
            return (long)bytes;
        }

        Refuse(
            name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"must be a size from 0 to {most >> 30}GB, such as 500MB, 2GB or a number of bytes."
            )
        );
        return null;
    }
}
