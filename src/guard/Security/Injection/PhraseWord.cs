namespace Gatehouse.Security.Injection;

/// <summary>A word and whether it has to end where it ends.</summary>
internal readonly record struct PhraseWord(string Text, bool IsWhole)
{
    private const char WordEnd = '$';

    public static PhraseWord Parse(string word) =>
        word.IndexOf(WordEnd, StringComparison.Ordinal) is var end && end < 0 ? new(word, false)
        : end == word.Length - 1 ? new(word[..^1], true)
        : throw new FormatException($"a word ends in the middle: {word}");

    public bool IsAt(ReadOnlySpan<char> text, int at) =>
        text[at..].StartsWith(Text, StringComparison.Ordinal)
        && BeginsAt(text, at)
        && (!IsWhole || at + Text.Length == text.Length || !char.IsLetterOrDigit(text[at + Text.Length]));

    // Chinese, Japanese and Korean put no space between words, and Arabic glues its articles to them.
    private bool BeginsAt(ReadOnlySpan<char> text, int at) =>
        Text[0] >= '\u0530' || !char.IsLetterOrDigit(Text[0]) || at == 0 || !char.IsLetterOrDigit(text[at - 1]);
}
