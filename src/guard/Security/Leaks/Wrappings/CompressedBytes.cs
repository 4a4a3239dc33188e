using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Inflates what is compressed in bytes: gzip (RFC 1952) wherever its mark stands, zlib (RFC 1950) and deflate where they may begin.</summary>
/// <remarks>Zlib's mark is two bytes, which stand in every image; and a picture that is compressed inside its format is no wrapped text.</remarks>
internal static class CompressedBytes
{
    /// <summary>Compressed bytes inside compressed bytes that are inflated; what is text in them is looked at as any other.</summary>
    private const int MaxNesting = 2;

    // What an attempt costs that comes to nothing, in decoded bytes: bounds how many of them a hostile text can ask for.
    private const int Attempt = 8;

    // Noise ends within a few bytes; only what goes on is worth a buffer of its own.
    private const int FirstTry = 64;

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
        if (body.IsEmpty || !work.TryTake(Math.Min(Attempt, work.Left)))
        {
            return;
        }

        if (work.Left == 0)
        {
            work.Truncate();
            return;
        }

        Span<byte> first = stackalloc byte[FirstTry];
        if (new Inflater(body, first).Run(out var goesOn) < TextStretch.MinLength && !goesOn)
        {
            return;
        }

        var output = ArrayPool<byte>.Shared.Rent((int)Math.Min(work.Left, Math.Max(4096, (long)body.Length * Inflater.MaxRatio)));
        try
        {
            var room = output.AsSpan(0, Math.Min(output.Length, work.Left));
            var length = new Inflater(body, room).Run(out var isFull);
            if (isFull)
            {
                work.Truncate();
            }

            var inflated = new Packed(room[..length], packed.Range.Start, packed.Range.End, packed.Under(format), [0]);
            PackedBytes.Find(layer, inflated, ref work, nesting + 1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(output, clearArray: true);
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
            body = Skip(body, body.IndexOf((byte)0) + 1);
        }

        if ((flags & 16) != 0)
        {
            body = Skip(body, body.IndexOf((byte)0) + 1);
        }

        return (flags & 2) != 0 ? Skip(body, 2) : body;
    }

    private static ReadOnlySpan<byte> Skip(ReadOnlySpan<byte> bytes, int count) => bytes[Math.Min(bytes.Length, count)..];
}
