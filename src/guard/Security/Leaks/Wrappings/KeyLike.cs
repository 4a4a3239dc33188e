using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Tells a key from words that ran together: "risk - adjusted" squeezed begins like a key and is none.</summary>
internal static class KeyLike
{
    // Longest of the prefixes that are words by themselves: "ask-", "AKIA", "SG.".
    private const int Prefix = 4;

    /// <summary>True for a private key's first line, and for a match that mixes letters and digits behind its prefix.</summary>
    public static bool Is(ReadOnlySpan<char> match)
    {
        if (match.StartsWith("-----BEGIN", StringComparison.Ordinal))
        {
            return true;
        }

        var body = match[Math.Min(Prefix, match.Length)..];
        return body.ContainsAnyInRange('0', '9') && body.ContainsAny(LeakAlphabet.Letters.Values);
    }
}
