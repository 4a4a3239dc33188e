using System.Buffers.Binary;
using System.Net;

namespace Gatehouse.Security.Hosts;

/// <summary>IPv4 addresses as the URL Standard reads them: one to four numbers, each decimal, octal or hex.</summary>
internal static class IPv4Text
{
    /// <summary>Whether a name is an address whatever else it may look like ("ends in a number").</summary>
    /// <param name="name">Lower-case ASCII without a dot at its end.</param>
    public static bool EndsInNumber(ReadOnlySpan<char> name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return last.Length > 0 && (!last.ContainsAnyExceptInRange('0', '9') || TryNumber(last, out _));
    }

    /// <summary>Reads <c>127.1</c>, <c>0x7f.1</c> and <c>2130706433</c> as what they mean.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out uint address)
    {
        address = 0;
        Span<ulong> numbers = stackalloc ulong[4];
        var count = 0;
        foreach (var range in name.Split('.'))
        {
            if (count == 4 || !TryNumber(name[range], out numbers[count]))
            {
                return false;
            }

            count++;
        }

        // The last number fills whatever bytes the others leave.
        var last = numbers[count - 1];
        if (last >> (8 * (5 - count)) != 0)
        {
            return false;
        }

        address = (uint)last;
        for (var at = 0; at < count - 1; at++)
        {
            if (numbers[at] > 255)
            {
                return false;
            }

            address |= (uint)numbers[at] << (24 - 8 * at);
        }

        return true;
    }

    public static IPAddress ToAddress(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes);
    }

    // "0x" alone is 0, "08" is no number, and a number too large for an address stays too large.
    private static bool TryNumber(ReadOnlySpan<char> text, out ulong number)
    {
        number = 0;
        var hex = text.StartsWith("0x", StringComparison.Ordinal);
        var octal = !hex && text.Length > 1 && text[0] == '0';
        if (text.IsEmpty)
        {
            return false;
        }

        var radix =
            hex ? 16u
            : octal ? 8u
            : 10u;
        foreach (var c in hex ? text[2..] : text)
        {
            var digit =
                char.IsAsciiDigit(c) ? (uint)(c - '0')
                : char.IsAsciiHexDigitLower(c) ? (uint)(c - 'a' + 10)
                : uint.MaxValue;
            if (digit >= radix)
            {
                return false;
            }

            number = Math.Min((number * radix) + digit, 1ul << 40);
        }

        return true;
    }
}
