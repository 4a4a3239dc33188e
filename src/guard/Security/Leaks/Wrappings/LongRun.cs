using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Tells the middle of encoded data, where any few characters come up by chance, from a token that begins like a key.</summary>
internal static class LongRun
{
    // Longer than a key of any format that begins with a short prefix; images, identifiers in a list and the like are longer still.
    private const int Longest = 200;

    /// <summary>A prefix of this length comes up by chance once in a hundred gigabytes.</summary>
    private const int SurePrefix = 7;

    /// <summary>Whether what begins at <paramref name="at"/> does so in the middle of a long run of base64url.</summary>
    public static bool HasInside(ReadOnlySpan<char> text, int at)
    {
        var before = text[Math.Max(0, at - Longest)..at];
        var glued = before.Length - 1 - before.LastIndexOfAnyExcept(LeakAlphabet.Base64Url.Values);
        if (glued == 0)
        {
            return false;
        }

        var after = text.Slice(at, Math.Min(Longest, text.Length - at));
        var more = after.IndexOfAnyExcept(LeakAlphabet.Base64Url.Values);
        return glued + (more < 0 ? after.Length : more) >= Longest;
    }

    /// <summary>The same for a match: one of a long prefix is no chance.</summary>
    public static bool HasInside(ReadOnlySpan<char> text, int at, LeakPattern pattern)
    {
        foreach (var literal in pattern.Literals)
        {
            if (literal.Length >= SurePrefix && text[at..].StartsWith(literal, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return HasInside(text, at);
    }
}
