namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary><c>%73</c> as in a URL (RFC 3986 section 2.1), bytes of UTF-8; and <c>%u0073</c>, which old scripts write.</summary>
internal sealed class PercentCodes() : CodeForm("percent codes")
{
    public override string Leads => "%";

    public override int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen)
    {
        text = text[at..];
        if (text is [_, 'u' or 'U', ..] && Hex.TryRead(text[2..], 4, out var unit))
        {
            output[0] = (char)unit;
            written = 1;
            return 6;
        }

        return ByteCodes.Read(text, output, out written, TryByte);
    }

    private static int TryByte(ReadOnlySpan<char> text, out byte value)
    {
        var isByte = text is ['%', ..] & Hex.TryRead(text[Math.Min(1, text.Length)..], 2, out var read);
        value = (byte)read;
        return isByte ? 3 : 0;
    }
}
