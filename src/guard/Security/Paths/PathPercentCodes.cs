using System.Globalization;
using System.Text;

namespace Gatehouse.Security.Paths;

/// <summary>Percent codes in the path of a URL: decoded in this one place, once.</summary>
internal static class PathPercentCodes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PathRejection Check(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (!TryByte(text, at, out var value))
            {
                return PathRejection.BadPercentEncoding;
            }

            // Nobody has to encode these; who does wants to be decided on before, and to act after the decoding.
            if (value is (byte)'/' or (byte)'\\' or (byte)'.' or (byte)':' or < 0x20 or 0x7F)
            {
                return PathRejection.EncodedSyntax;
            }
        }

        // Overlong forms (%c0%af), surrogates and stray bytes are no UTF-8 (RFC 3629 section 10).
        return TryDecode(text) is not { } decoded ? PathRejection.BadPercentEncoding
            : HasCode(decoded) ? PathRejection.DoublyEncoded
            : PathRejection.None;
    }

    /// <param name="text">Has passed <see cref="Check"/>.</param>
    public static string Decode(string text) => TryDecode(text) ?? throw new ArgumentException("not checked", nameof(text));

    private static string? TryDecode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var at = 0; at < text.Length; )
        {
            if (TryByte(text, at, out var value))
            {
                bytes[length++] = value;
                at += 3;
                continue;
            }

            var next = text.IndexOf('%', at + 1);
            var plain = text.AsSpan(at, (next < 0 ? text.Length : next) - at);
            length += Encoding.UTF8.GetBytes(plain, bytes.AsSpan(length));
            at += plain.Length;
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool HasCode(string text)
    {
        for (var at = text.IndexOf('%', StringComparison.Ordinal); at >= 0; at = text.IndexOf('%', at + 1))
        {
            if (TryByte(text, at, out _))
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryByte(string text, int at, out byte value)
    {
        value = 0;
        return at + 2 < text.Length
            && text[at] == '%'
            && char.IsAsciiHexDigit(text[at + 1])
            && byte.TryParse(text.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
