using System.Text;

namespace Gatehouse.Security.Hosts;

/// <summary>What percent codes hide.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether every percent sign has its two hex digits.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOf('%'); at >= 0; at = text.IndexOf('%'))
        {
            if (text.Length < at + 3 || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                return false;
            }

            text = text[(at + 3)..];
        }

        return true;
    }

    /// <summary>Undoes every layer of encoding. Linear: each decoded code shortens the output by two.</summary>
    /// <param name="text">ASCII.</param>
    public static ReadOnlySpan<byte> DecodeFully(ReadOnlySpan<char> text)
    {
        var output = new byte[text.Length];
        var length = 0;
        foreach (var c in text)
        {
            output[length++] = (byte)c;
            if (length >= 3 && output[length - 3] == '%' && TryByte(output.AsSpan(length - 2, 2), out var value))
            {
                length -= 2;
                output[length - 1] = value;
            }
        }

        return output.AsSpan(0, length);
    }

    /// <summary>Undoes one layer, as hosts are read; the bytes have to be UTF-8.</summary>
    public static TargetRejection DecodeOnce(ReadOnlySpan<char> text, out string decoded)
    {
        decoded = "";
        if (!IsWellFormed(text))
        {
            return TargetRejection.BadPercentEncoding;
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var end = Encoding.UTF8.GetBytes(text, bytes);
        var length = 0;
        for (var at = 0; at < end; at++)
        {
            // No byte of a longer UTF-8 form is a percent sign.
            if (bytes[at] == '%' && TryByte(bytes.AsSpan(at + 1, 2), out var value))
            {
                (bytes[length++], at) = (value, at + 2);
            }
            else
            {
                bytes[length++] = bytes[at];
            }
        }

        try
        {
            decoded = Strict.GetString(bytes, 0, length);
            return TargetRejection.None;
        }
        catch (DecoderFallbackException)
        {
            return HasOverlongForm(bytes.AsSpan(0, length)) ? TargetRejection.OverlongEncoding : TargetRejection.BadPercentEncoding;
        }
    }

    /// <summary>Whether the bytes hold an overlong UTF-8 form (RFC 3629 section 10), which a lax decoder reads as another character.</summary>
    public static bool HasOverlongForm(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + 1 < bytes.Length; at++)
        {
            var second = bytes[at + 1];
            var overlong = bytes[at] switch
            {
                0xC0 or 0xC1 => second is >= 0x80 and <= 0xBF,
                0xE0 => second is >= 0x80 and <= 0x9F,
                0xF0 => second is >= 0x80 and <= 0x8F,
                _ => false,
            };
            if (overlong)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryByte(ReadOnlySpan<byte> digits, out byte value)
    {
        var (high, low) = (HexValue(digits[0]), HexValue(digits[1]));
        value = (byte)((high << 4) | (low & 0xF));
        return high >= 0 && low >= 0;
    }

    private static int HexValue(byte digit) =>
        digit switch
        {
            >= (byte)'0' and <= (byte)'9' => digit - '0',
            >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
            _ => -1,
        };
}
