using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gatehouse.Security.Hosts;

/// <summary>The accepted spellings of an IP address in a host position.</summary>
internal static class AddressLiteral
{
    /// <summary>Whether a last label makes the whole host an IPv4 address to a WHATWG parser ("ends in a number").</summary>
    /// <remarks>inet_aton reads <c>0x7f.1</c> and <c>2130706433</c> as 127.0.0.1, so such a host is never a name.</remarks>
    public static bool IsNumber(ReadOnlySpan<char> label)
    {
        var hex = label.StartsWith("0x", StringComparison.Ordinal);
        foreach (var c in hex ? label[2..] : label)
        {
            if (!(hex ? char.IsAsciiHexDigit(c) : char.IsAsciiDigit(c)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Accepts four decimal numbers of 0 to 255 without leading zeros, which some parsers would read as octal.</summary>
    public static TargetRejection CheckIPv4(string text, out IPAddress? address)
    {
        address = null;
        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            var part = text.AsSpan(range);
            var leadingZero = part.Length > 1 && part[0] == '0';
            if (count == 4 || leadingZero || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[count]))
            {
                return TargetRejection.NonCanonicalAddress;
            }

            count++;
        }

        if (count != 4)
        {
            return TargetRejection.NonCanonicalAddress;
        }

        address = new IPAddress(bytes);
        return TargetRejection.None;
    }

    /// <summary>Accepts a bracketed IPv6 address that prints back exactly as it was written (RFC 5952), without a zone.</summary>
    public static TargetRejection CheckIPv6(string text, out IPAddress? address)
    {
        address = null;
        if (text.Contains('%', StringComparison.Ordinal))
        {
            return TargetRejection.ZoneId;
        }

        // The longest form is an IPv4-mapped one of 45 characters, plus the brackets.
        if (text.Length is < 4 or > 47 || text[^1] != ']')
        {
            return TargetRejection.NonCanonicalAddress;
        }

        var inner = text[1..^1];
        if (
            !IPAddress.TryParse(inner, out var parsed)
            || parsed.AddressFamily != AddressFamily.InterNetworkV6
            || !string.Equals(parsed.ToString(), inner, StringComparison.Ordinal)
        )
        {
            return TargetRejection.NonCanonicalAddress;
        }

        address = parsed;
        return TargetRejection.None;
    }
}
