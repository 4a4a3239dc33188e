using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Gatehouse.Security.Hosts;

/// <summary>IPv6 addresses as the URL Standard reads and prints them; never with a zone.</summary>
internal static class IPv6Text
{
    private const int Pieces = 8;

    public static bool TryParse(ReadOnlySpan<char> text, Span<ushort> pieces)
    {
        pieces.Clear();
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return TryPieces(text, pieces, out var all) && all == Pieces;
        }

        Span<ushort> tail = stackalloc ushort[Pieces];
        if (
            !TryPieces(text[..gap], pieces, out var before, embedded: false)
            || !TryPieces(text[(gap + 2)..], tail, out var after)
            || before + after >= Pieces
        )
        {
            return false;
        }

        tail[..after].CopyTo(pieces[(Pieces - after)..]);
        return true;
    }

    /// <summary>The shortest form of RFC 5952, in brackets; the dotted form of its section 5 is not used by the URL Standard.</summary>
    public static string Print(ReadOnlySpan<ushort> pieces)
    {
        var (start, length) = LongestRunOfZeros(pieces);
        var output = new StringBuilder("[", 41);
        for (var at = 0; at < Pieces; at++)
        {
            if (at == start)
            {
                output.Append("::");
                at += length - 1;
                continue;
            }

            output.Append(at > 0 && at != start + length ? ":" : "").Append(CultureInfo.InvariantCulture, $"{pieces[at]:x}");
        }

        return output.Append(']').ToString();
    }

    public static IPAddress ToAddress(ReadOnlySpan<ushort> pieces)
    {
        Span<byte> bytes = stackalloc byte[2 * Pieces];
        for (var at = 0; at < Pieces; at++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(2 * at)..], pieces[at]);
        }

        return new IPAddress(bytes);
    }

    private static bool TryPieces(ReadOnlySpan<char> text, Span<ushort> pieces, out int count, bool embedded = true)
    {
        count = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf(':');
            var piece = colon < 0 ? text : text[..colon];
            if (embedded && colon < 0 && piece.Contains('.'))
            {
                return TryEmbedded(piece, pieces, ref count);
            }

            if (
                count == Pieces
                || piece.Length is 0 or > 4
                || !ushort.TryParse(piece, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out pieces[count])
            )
            {
                return false;
            }

            count++;
            text = colon < 0 ? default : text[(colon + 1)..];
            if (colon >= 0 && text.IsEmpty)
            {
                return false;
            }
        }

        return true;
    }

    // Four decimal numbers of 0 to 255, and no zero in front: inside an IPv6 address the standard knows no octal.
    private static bool TryEmbedded(ReadOnlySpan<char> text, Span<ushort> pieces, ref int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        var at = 0;
        foreach (var range in text.Split('.'))
        {
            var number = text[range];
            var leadingZero = number.Length > 1 && number[0] == '0';
            if (at == 4 || leadingZero || !byte.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[at]))
            {
                return false;
            }

            at++;
        }

        if (at != 4 || count > Pieces - 2)
        {
            return false;
        }

        pieces[count++] = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        pieces[count++] = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return true;
    }

    // The first of the longest; a single zero is not shortened.
    private static (int Start, int Length) LongestRunOfZeros(ReadOnlySpan<ushort> pieces)
    {
        var (start, length) = (-1, 1);
        for (var at = 0; at < Pieces; at++)
        {
            var end = at;
            while (end < Pieces && pieces[end] == 0)
            {
                end++;
            }

            if (end - at > length)
            {
                (start, length) = (at, end - at);
            }

            at = Math.Max(at, end - 1);
        }

        return (start, length);
    }
}
