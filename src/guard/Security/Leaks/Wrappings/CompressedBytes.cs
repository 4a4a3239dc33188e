using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Inflates what is compressed in bytes: gzip (RFC 1952) wherever its mark stands, zlib (RFC 1950) and deflate where they may begin.</summary>
/// <remarks>Zlib's mark is two bytes, which stand in every image; and a picture that is compressed inside its format is no wrapped text.</remarks>
internal static class CompressedBytes
{
    /// <summary>Compressed bytes inside compressed bytes that are inflated; what is text in them is looked at as any other.</summary>
    private const int MaxNesting = 2;

    // Noise ends within a few bytes; only what goes on is worth a buffer of its own, and that grows with what comes out.
    private const int FirstTry = 64;
    private const int FirstRoom = 4096;
    private const int Growth = 16;

    // Longest file name or comment in a gzip header: one without an end would be looked for up to the end of the text, at every mark.
    private const int MaxName = 1024;

    private const byte ZlibMark = 0x78;

    private static ReadOnlySpan<byte> GzipMark => [0x1f, 0x8b, 8];

    public static void Find(in Layer layer, in Packed packed, ref Unwrapping work, int nesting = 0)
    {
        var bytes = packed.Bytes;
        if (nesting == MaxNesting || Ascii.IsValid(bytes))
        {
            return;
        }

        for (var at = bytes.IndexOf(GzipMark); at >= 0; )
        {
            Inflate(layer, packed, GzipBody(bytes[at..]), "gzip", nesting, ref work);
            var next = bytes[(at + 1)..].IndexOf(GzipMark);
            at = next < 0 ? -1 : at + 1 + next;
        }

        foreach (var start in packed.Starts)
        {
            var body = bytes[Math.Min(start, bytes.Length)..];
            Inflate(layer, packed, body, "deflate", nesting, ref work);
            // The method and the window in the first byte, a check of both in the second.
            if (body is [ZlibMark, var flags, ..] && ((ZlibMark << 8) | flags) % 31 == 0)
            {
                Inflate(layer, packed, body[2..], "zlib", nesting, ref work);
            }
        }
    }

    private static void Inflate(in Layer layer, in Packed packed, ReadOnlySpan<byte> body, string format, int nesting, ref Unwrapping work)
    {
        Span<byte> first = stackalloc byte[FirstTry];
        var length = new Inflater(body, first).Run(out var goesOn);
        if (goesOn)
        {
            InflateAll(layer, packed, body, format, nesting, ref work);
        }
        else if (length >= TextStretch.MinLength)
        {
            var inflated = new Packed(first[..length], packed.Range.Start, packed.Range.End, packed.Under(format), [0]);
            PackedBytes.Find(layer, inflated, ref work, nesting + 1);
        }
    }

    private static void InflateAll(
        in Layer layer,
        in Packed packed,
        ReadOnlySpan<byte> body,
        string format,
        int nesting,
        ref Unwrapping work
    )
    {
        var (start, end) = packed.Range;
        var share = work.Share;
        var isFull = true;
        for (var room = FirstRoom; isFull; room *= Growth)
        {
            room = Math.Min(room, share);
            if (!work.TryInflate(room))
            {
                work.Skip(layer, start, end);
                return;
            }

            var length = 0;
            var output = ArrayPool<byte>.Shared.Rent(room);
            try
            {
                length = new Inflater(body, output.AsSpan(0, room)).Run(out isFull);
                if (!isFull || room == share)
                {
                    var inflated = new Packed(output.AsSpan(0, length), start, end, packed.Under(format), [0]);
                    PackedBytes.Find(layer, inflated, ref work, nesting + 1);
                }
            }
            finally
            {
                output.AsSpan(0, length).Clear();
                ArrayPool<byte>.Shared.Return(output);
            }

            if (isFull && room == share)
            {
                work.Skip(layer, start, end);
                return;
            }
        }
    }

    // Behind the ten fixed bytes come the fields that the flags announce, RFC 1952 section 2.3.
    private static ReadOnlySpan<byte> GzipBody(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 10)
        {
            return [];
        }

        var flags = bytes[3];
        var body = bytes[10..];
        if ((flags & 4) != 0)
        {
            body = body.Length < 2 ? [] : Skip(body, 2 + (body[0] | (body[1] << 8)));
        }

        if ((flags & 8) != 0)
        {
            body = SkipName(body);
        }

        if ((flags & 16) != 0)
        {
            body = SkipName(body);
        }

        return (flags & 2) != 0 ? Skip(body, 2) : body;
    }

    private static ReadOnlySpan<byte> SkipName(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, MaxName)].IndexOf((byte)0) is >= 0 and var end ? bytes[(end + 1)..] : [];

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes, int count) => bytes[Math.Min(bytes.Length, count)..];
}
