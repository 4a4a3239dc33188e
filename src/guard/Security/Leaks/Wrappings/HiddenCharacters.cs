namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>
/// Takes out what is drawn as nothing: zero-width, soft hyphen, direction marks, variation selectors, tag characters, controls. NUL is
/// one of them, so UTF-16 that was read as bytes shows its text. A terminal's control sequence is one, with what it says: colours.
/// </summary>
internal sealed class HiddenCharacters() : CodeForm("hidden characters")
{
    // The plane of tags and of the 240 further variation selectors, U+E0000 to U+E0FFF, begins with this half of a pair.
    internal const char TagPlane = '\udb40';

    // A colour with all three parts for both grounds is 38 characters.
    private const int MaxSequence = 64;

    // Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties), the Braille blank, and the controls but tab and line breaks.
    public override string Leads { get; } =
        string.Concat(
            Range(0, 8) + "\v\f" + Range(0x0e, 0x1f) + Range(0x7f, 0x9f),
            "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u2800\u3164\ufeff\uffa0",
            Range(0x180b, 0x180f) + Range(0x200b, 0x200f) + Range(0x202a, 0x202e) + Range(0x2060, 0x206f),
            Range(0xfe00, 0xfe0f) + Range(0xfff0, 0xfff8) + TagPlane
        );

    public override int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen)
    {
        written = 0;
        return text[at] switch
        {
            TagPlane => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 0,
            '\u001b' when text[(at + 1)..] is ['[', .. var rest] => 2 + SequenceLength(rest, otherwise: -1),
            '\u009b' => 1 + SequenceLength(text[(at + 1)..], otherwise: 0),
            _ => 1,
        };
    }

    // ECMA-48 section 5.4: parameters, intermediates, one final letter.
    private static int SequenceLength(ReadOnlySpan<char> text, int otherwise)
    {
        text = text[..Math.Min(MaxSequence, text.Length)];
        var final = text.IndexOfAnyExceptInRange(' ', '?');
        return final >= 0 && text[final] is >= '@' and <= '~' ? final + 1 : otherwise;
    }

    private static string Range(int first, int last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(c => (char)c));
}
