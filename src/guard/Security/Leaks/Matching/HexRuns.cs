namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Finds 64 hex digits that stand alone: <c>\b[a-fA-F0-9]{64}\b</c>.</summary>
internal static class HexRuns
{
    public const int Length = 64;

    private const int Piece = 16;

    // Wherever a run of 64 begins, one of these places and the fifteen behind it are within.
    private const int Step = Length - Piece + 1;

    public static void Find(ReadOnlySpan<char> text, ref List<LeakMatch>? matches)
    {
        for (var probe = 0; probe + Piece <= text.Length; )
        {
            // Three at once: in prose each is a hex digit one time in three, which no processor foretells; all three hardly ever are.
            var piece = text.Slice(probe, Piece);
            var mayBe = char.IsAsciiHexDigit(piece[0]) & char.IsAsciiHexDigit(piece[Piece / 2]) & char.IsAsciiHexDigit(piece[Piece - 1]);
            if (!mayBe || piece.ContainsAnyExcept(LeakAlphabet.Hex.Values))
            {
                probe += Step;
                continue;
            }

            var start = text[..probe].LastIndexOfAnyExcept(LeakAlphabet.Hex.Values) + 1;
            var more = text[probe..].IndexOfAnyExcept(LeakAlphabet.Hex.Values);
            var end = more < 0 ? text.Length : probe + more;
            if (end - start == Length && (start == 0 || !IsWord(text[start - 1])) && (end == text.Length || !IsWord(text[end])))
            {
                (matches ??= []).Add(new LeakMatch(LeakPatterns.HighEntropyHex, -1, start, end));
            }

            probe = end + Step;
        }
    }

    public static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);
}
