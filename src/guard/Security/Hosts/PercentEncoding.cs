using System.Globalization;

namespace Gatehouse.Security.Hosts;

/// <summary>What percent codes hide. Nothing here rewrites a URL; the text that was decided is the text that is sent.</summary>
internal static class PercentEncoding
{
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; )
        {
            if (!TryByte(text[at..], out _))
            {
                return false;
            }

            var next = text[(at + 3)..].IndexOf('%');
            at = next < 0 ? -1 : at + 3 + next;
        }

        return true;
    }

    /// <summary>Whether a code starts an overlong UTF-8 form: %c0%af is a slash to a lax decoder (RFC 3629 section 10).</summary>
    public static bool HasOverlongForm(ReadOnlySpan<char> text) =>
        text.Contains("%c0%", StringComparison.OrdinalIgnoreCase)
        || text.Contains("%c1%", StringComparison.OrdinalIgnoreCase)
        || text.Contains("%e0%8", StringComparison.OrdinalIgnoreCase)
        || text.Contains("%e0%9", StringComparison.OrdinalIgnoreCase)
        || text.Contains("%f0%8", StringComparison.OrdinalIgnoreCase);

    /// <summary>Undoes every layer of encoding, bytes as Latin-1. Linear: each decoded code shortens the output by two.</summary>
    public static ReadOnlySpan<char> DecodeFully(ReadOnlySpan<char> text)
    {
        var output = new char[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            output[length++] = c;
            if (length >= 3 && TryByte(output.AsSpan(length - 3, 3), out var value))
            {
                length -= 2;
                output[length - 1] = (char)value;
            }
        }

        return output.AsSpan(0, length);
    }

    private static bool TryByte(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        return text.Length >= 3
            && text[0] == '%'
            && char.IsAsciiHexDigit(text[1])
            && byte.TryParse(text.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
