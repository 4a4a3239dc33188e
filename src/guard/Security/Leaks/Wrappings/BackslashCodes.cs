using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Escapes of JSON (RFC 8259 section 7), and those that C, shells and scripts add: <c>\x73</c>, <c>\163</c>, <c>\u{73}</c>.</summary>
internal sealed class BackslashCodes() : CodeForm("escapes")
{
    public override string Leads => "\\";

    public override int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen)
    {
        text = text[at..];
        written = 1;
        if (text.Length < 2)
        {
            return 0;
        }

        switch (text[1])
        {
            case 'u' when text is [_, _, '{', ..]:
                return Braced(text, output, out written);
            case 'u':
                return Digits(text, 4, output, out written);
            case 'U':
                return Digits(text, 8, output, out written);
            case 'x' or (>= '0' and <= '3'):
                return ByteCodes.Read(text, output, out written, TryByte);
            default:
                output[0] = text[1] switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                };
                // Marks stand for themselves, in Markdown too; a letter does nowhere, so C:\docs holds no escape.
                return !char.IsAscii(output[0]) || char.IsAsciiLetterOrDigit(output[0]) ? 0 : 2;
        }
    }

    private static int Braced(ReadOnlySpan<char> text, Span<char> output, out int written)
    {
        var close = text[..Math.Min(text.Length, 10)].IndexOf('}');
        return close > 3 && Hex.TryRead(text[3..], close - 3, out var value)
            ? Write(value, output, close + 1, out written)
            : None(out written);
    }

    private static int Digits(ReadOnlySpan<char> text, int digits, Span<char> output, out int written) =>
        Hex.TryRead(text[2..], digits, out var value) ? Write(value, output, 2 + digits, out written) : None(out written);

    private static int Write(uint value, Span<char> output, int length, out int written)
    {
        written = 1;
        if (value <= char.MaxValue)
        {
            output[0] = (char)value;
            return length;
        }

        return Rune.TryCreate(value, out var rune) && rune.TryEncodeToUtf16(output, out written) ? length : None(out written);
    }

    private static int None(out int written)
    {
        written = 0;
        return 0;
    }

    private static int TryByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        if (text is ['\\', 'x', ..] && Hex.TryRead(text[2..], 2, out var read))
        {
            value = (byte)read;
            return 4;
        }

        if (text is not ['\\', >= '0' and <= '3', var middle, var last, ..] || !IsOctal(middle) || !IsOctal(last))
        {
            return 0;
        }

        value = (byte)(((text[1] - '0') << 6) | ((middle - '0') << 3) | (last - '0'));
        return 4;
    }

    private static bool IsOctal(char c) => c is >= '0' and <= '7';
}
