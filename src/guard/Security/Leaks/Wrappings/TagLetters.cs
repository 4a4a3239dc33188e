namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Tag characters, U+E0020 to U+E007E: an invisible copy of ASCII, in which a whole credential can be written.</summary>
internal sealed class TagLetters() : CodeForm("tag characters")
{
    public override string Leads => HiddenCharacters.TagPlane.ToString();

    public override int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen)
    {
        // U+E0000 is the pair DB40 DC00.
        var letter = at + 1 < text.Length ? text[at + 1] - 0xdc00 : 0;
        output[0] = (char)Math.Max(0, letter);
        written = 1;
        return letter is >= ' ' and <= '~' ? 2 : 0;
    }
}
