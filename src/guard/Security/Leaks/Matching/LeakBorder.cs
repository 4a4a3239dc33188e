namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Looks at what stands before a shape.</summary>
internal static class LeakBorder
{
    /// <summary>
    /// The most that is ever looked at, in characters: a colour code <c>ESC[38;5;255m</c> is twelve; of 32 random characters of
    /// base64, one run in 250 has no digit.
    /// </summary>
    public const int MaxBack = 32;

    private const int MinBotNumber = 8;
    private const int MaxBotNumber = 10;
    private const char Escape = '\u001b';

    private static readonly string[] Schemes =
    [
        "postgres",
        "postgresql",
        "mysql",
        "mariadb",
        "mongodb",
        "mongodb+srv",
        "redis",
        "rediss",
        "amqp",
        "amqps",
        "clickhouse",
        "sqlserver",
    ];

    public static bool Fits(LeakBefore before, ReadOnlySpan<char> text, int at) =>
        before switch
        {
            LeakBefore.Anything => true,
            LeakBefore.WordBreak => at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]) || EndsEscape(text[Math.Max(0, at - MaxBack)..at]),
            LeakBefore.Loose => at < MaxBack || Fits(LeakBefore.WordBreak, text, at) || !IsBase64(text[(at - MaxBack)..at]),
            LeakBefore.NoCapital => Fits(LeakBefore.WordBreak, text, at) || char.IsAsciiLetterLower(text[at - 1]),
            LeakBefore.NoBase64 => Fits(LeakBefore.WordBreak, text, at) && (at == 0 || text[at - 1] is not ('+' or '/')),
            LeakBefore.DatabaseScheme => EndsScheme(text[Math.Max(0, at - MaxBack)..at]),
            LeakBefore.BotNumber => EndsBotNumber(text[Math.Max(0, at - MaxBack)..at]),
            LeakBefore.EntraStart => EndsEntraStart(text[Math.Max(0, at - MaxBack)..at]),
            _ => throw new ArgumentOutOfRangeException(nameof(before), before, "A shape names what stands before it; this is none of it."),
        };

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // In source code, JSON, URLs and terminals a key often follows what only looks like the end of a word:
    // \n · \x3d · \u003d · %3D · ESC[1m
    private static bool EndsEscape(ReadOnlySpan<char> back) =>
        back switch
        {
            [.., '\\', var c] when char.IsAsciiLetterOrDigit(c) => true,
            [.., '%', var a, var b] when char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) => true,
            [.., '\\', 'x', var a, var b] when char.IsAsciiHexDigit(a) && char.IsAsciiHexDigit(b) => true,
            [.., '\\', 'u', _, _, _, _] when !back[^4..].ContainsAnyExcept(LeakAlphabet.Hex.Values) => true,
            [.., 'm'] => EndsColour(back[..^1]),
            _ => false,
        };

    private static bool EndsColour(ReadOnlySpan<char> back)
    {
        var codes = back.TrimEnd("0123456789;");
        return codes is [.., Escape, '['];
    }

    private static bool IsBase64(ReadOnlySpan<char> back) =>
        !back.ContainsAnyExcept(LeakAlphabet.AnyBase64.Values)
        && back.ContainsAnyInRange('a', 'z')
        && back.ContainsAnyInRange('A', 'Z')
        && back.ContainsAnyInRange('0', '9');

    private static bool EndsScheme(ReadOnlySpan<char> back)
    {
        // What nearly all are, and none of ours ends like.
        if (back.EndsWith("http", StringComparison.Ordinal) || back.EndsWith("https", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var scheme in Schemes)
        {
            if (back.EndsWith(scheme, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool EndsBotNumber(ReadOnlySpan<char> back)
    {
        var digits = back.Length - back.TrimEnd("0123456789").Length;
        return digits is >= MinBotNumber and <= MaxBotNumber;
    }

    private static bool EndsEntraStart(ReadOnlySpan<char> back) =>
        back is [.., _, _, _, var digit] && char.IsAsciiDigit(digit) && !back[^4..].ContainsAnyExcept(LeakAlphabet.EntraSecret.Values);
}
