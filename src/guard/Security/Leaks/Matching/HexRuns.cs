namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Finds 64 hex digits that stand alone: <c>\b[a-fA-F0-9]{64}\b</c>.</summary>
internal static class HexRuns
{
    public const int Length = 64;

    public static void Find(ReadOnlySpan<char> text, ref List<LeakMatch>? matches)
    {
        // A run of 64 covers every 64th place once, so looking at those alone misses none.
        for (var probe = Length - 1; probe < text.Length; )
        {
            if (!char.IsAsciiHexDigit(text[probe]))
            {
                probe += Length;
                continue;
            }

            var start = text[..probe].LastIndexOfAnyExcept(LeakAlphabet.Hex.Values) + 1;
            var more = text[probe..].IndexOfAnyExcept(LeakAlphabet.Hex.Values);
            var end = more < 0 ? text.Length : probe + more;
            if (end - start == Length && (start == 0 || !IsWord(text[start - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                (matches ??= []).Add(new LeakMatch(LeakPatterns.HighEntropyHex, -1, start, end));
            }

            probe = end + Length;
        }
    }

    public static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);
}
