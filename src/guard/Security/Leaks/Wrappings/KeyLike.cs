using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Tells a key from words that ran together: "risk - adjusted" squeezed begins like a key and is none.</summary>
internal static class KeyLike
{
    // Longest of the prefixes that are words by themselves: "ask-", "AKIA", "SG.".
    private const int Prefix = 4;

    // Letters alone are a key when there are many of both cases, and not as in a name: CamelCase has no two capitals side by side.
    private const int ManyLetters = 20;
    private const int FewestOfCase = 3;
    private const int FewestPairs = 2;

    /// <summary>
    /// True for a private key's first line, and for a match that behind its prefix mixes letters and digits, or letters of both cases at
    /// random.
    /// </summary>
    public static bool Is(ReadOnlySpan<char> match)
    {
        if (IsPrivateKey(match))
        {
            return true;
        }

        var body = match[Math.Min(Prefix, match.Length)..];
        return HasRandomCase(body) || (body.ContainsAnyInRange('0', '9') && body.ContainsAny(LeakAlphabet.Letters.Values));
    }

    /// <summary>The same for a match of a pattern in a text: in the middle of encoded data it is a chance.</summary>
    public static bool Is(ReadOnlySpan<char> text, int start, int length, LeakPattern pattern)
    {
        var match = text.Slice(start, length);
        return Is(match) && (IsPrivateKey(match) || !LongRun.HasInside(text, start, pattern));
    }

    /// <summary>Letters of both cases with no more order than chance gives.</summary>
    public static bool HasRandomCase(ReadOnlySpan<char> letters, int least = ManyLetters)
    {
        var (upper, lower, pairs) = (0, 0, 0);
        var wasUpper = false;
        foreach (var c in letters)
        {
            var isUpper = char.IsAsciiLetterUpper(c);
            upper += isUpper ? 1 : 0;
            lower += char.IsAsciiLetterLower(c) ? 1 : 0;
            pairs += isUpper && wasUpper ? 1 : 0;
            wasUpper = isUpper;
        }

        return upper + lower >= least && upper >= FewestOfCase && lower >= FewestOfCase && pairs >= FewestPairs;
    }

    private static bool IsPrivateKey(ReadOnlySpan<char> match) => match.StartsWith("-----BEGIN", StringComparison.Ordinal);
}
