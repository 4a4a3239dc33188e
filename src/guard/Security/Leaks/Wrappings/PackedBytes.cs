using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Looks at bytes that were decoded: the stretches of text in them become views.</summary>
/// <remarks>
/// Decoding the wrong thing gives noise, and so does an image. Twelve bytes of noise in a row are hardly ever text, so noise costs the
/// decoding and nothing else.
/// </remarks>
internal static class PackedBytes
{
    private const int MinText = PackedText.MinBase64 / 4 * 3;

    // Controls but tab, line breaks and NUL (half of each letter in UTF-16), and what is in no UTF-8 (RFC 3629).
    private static readonly SearchValues<byte> Never = SearchValues.Create([
        .. Range(1, 8),
        .. Range(0x0b, 0x0c),
        .. Range(0x0e, 0x1f),
        .. Range(0x7f, 0x7f),
        .. Range(0xc0, 0xc1),
        .. Range(0xf5, 0xff),
    ]);

    public static void Find(in Layer layer, in Packed packed, ref Unwrapping work)
    {
        var bytes = packed.Bytes;
        for (var at = 0; at < bytes.Length; )
        {
            var bad = bytes[at..].IndexOfAny(Never);
            var end = bad < 0 ? bytes.Length : at + bad;
            if (end - at >= MinText)
            {
                FindText(layer, packed, bytes[at..end], ref work);
            }

            at = end + 1;
        }

        CompressedBytes.Find(layer, packed, ref work);
    }

    private static void FindText(in Layer layer, in Packed packed, ReadOnlySpan<byte> bytes, ref Unwrapping work)
    {
        while (bytes.Length >= MinText)
        {
            var length = Utf8Length(bytes);
            if (length >= MinText && work.TryTake(length))
            {
                work.Add(layer, packed.Range.Start, packed.Range.End, packed.Wrapping, Encoding.UTF8.GetString(bytes[..length]));
            }

            bytes = bytes[Math.Min(bytes.Length, length + 1)..];
        }
    }

    private static int Utf8Length(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < bytes.Length)
        {
            var high = bytes[length..].IndexOfAnyInRange((byte)0x80, (byte)0xff);
            if (high < 0)
            {
                return bytes.Length;
            }

            length += high;
            if (Rune.DecodeFromUtf8(bytes[length..], out _, out var consumed) != OperationStatus.Done)
            {
                return length;
            }

            length += consumed;
        }

        return length;
    }

    private static IEnumerable<byte> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(value => (byte)value);
}
