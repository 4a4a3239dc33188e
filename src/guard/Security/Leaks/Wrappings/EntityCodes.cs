using System.Globalization;
using System.Text;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Character references of HTML: <c>&amp;#115;</c>, <c>&amp;#x73;</c>, and the names of characters that credentials are written with.</summary>
internal sealed class EntityCodes() : CodeForm("HTML entities")
{
    // Longest: &#x0000073; with leading zeros, which HTML allows without end.
    private const int MaxLength = 16;

    public override string Leads => "&";

    public override int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen) =>
        text[at..] is ['&', '#', ..] ? Number(text[at..], output, out written) : Named(text[at..], output, out written);

    private static int Number(ReadOnlySpan<char> text, Span<char> output, out int written)
    {
        written = 0;
        var isHex = text is [_, _, 'x' or 'X', ..];
        var digits = text[(isHex ? 3 : 2)..Math.Min(text.Length, MaxLength)];
        var end = isHex ? digits.IndexOfAnyExcept(LeakAlphabet.Hex.Values) : digits.IndexOfAnyExceptInRange('0', '9');
        digits = end < 0 ? digits : digits[..end];
        var style = isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (!uint.TryParse(digits, style, CultureInfo.InvariantCulture, out var value) || !Rune.TryCreate(value, out var rune))
        {
            return 0;
        }

        rune.TryEncodeToUtf16(output, out written);
        var length = (isHex ? 3 : 2) + digits.Length;
        // Browsers do not insist on the semicolon; without it the code has to end by itself.
        return length == text.Length ? length
            : text[length] == ';' ? length + 1
            : text[length] is ' ' or '&' or '<' ? length
            : 0;
    }

    private static int Named(ReadOnlySpan<char> text, Span<char> output, out int written)
    {
        written = 0;
        var end = text[..Math.Min(text.Length, MaxLength)].IndexOf(';');
        if (end < 0)
        {
            return 0;
        }

        output[0] = text[1..end] switch
        {
            "lowbar" or "UnderBar" => '_',
            "hyphen" or "dash" => '-',
            "period" => '.',
            "colon" => ':',
            "sol" => '/',
            "plus" => '+',
            "equals" => '=',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" or "Tab" or "NewLine" => ' ',
            _ => '\0',
        };
        written = 1;
        return output[0] == '\0' ? 0 : end + 1;
    }
}
