using System.Numerics;
using System.Runtime.Intrinsics;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Finds stretches of text in bytes that are mostly noise.</summary>
/// <remarks>
/// Sixteen bytes at a time, each judged with the one behind it; noise passes that for twelve bytes in a row once in some hundred places,
/// and is then read byte by byte. Text for this is UTF-8 (RFC 3629) without controls but tab, line breaks and NUL, which is half of
/// each letter in UTF-16.
/// </remarks>
internal static class TextStretch
{
    /// <summary>Shortest stretch that is looked for, in bytes: no credential is as short.</summary>
    public const int MinLength = 12;

    private const int Step = 16;

    /// <summary>The next stretch from <paramref name="from"/> on; false when there is none.</summary>
    public static bool TryFind(ReadOnlySpan<byte> bytes, int from, out int start, out int end)
    {
        Span<byte> padded = stackalloc byte[Step + 1];
        uint before = 0;
        for (var at = from; at < bytes.Length; at += Step)
        {
            scoped var block = bytes[at..];
            if (block.Length <= Step)
            {
                padded.Fill(1);
                block.CopyTo(padded);
                block = padded;
            }

            var mask = before | (Plausible(block) << Step);
            for (var runs = Runs(mask); runs != 0; runs &= runs - 1)
            {
                start = at - Step + BitOperations.TrailingZeroCount(runs);
                end = End(bytes, start);
                if (end - start >= MinLength)
                {
                    return true;
                }
            }

            before = mask >> Step;
        }

        (start, end) = (bytes.Length, bytes.Length);
        return false;
    }

    // One bit for each of the first sixteen bytes: set when it may be text.
    private static uint Plausible(ReadOnlySpan<byte> block)
    {
        var value = Vector128.Create(block[..Step]);
        var next = Vector128.Create(block.Slice(1, Step));
        var further = IsFurther(next);
        var isControl =
            Vector128.LessThan(value, Vector128.Create((byte)' '))
            & ~(
                Vector128.Equals(value, Vector128<byte>.Zero)
                | Vector128.Equals(value, Vector128.Create((byte)'\t'))
                | Vector128.Equals(value, Vector128.Create((byte)'\n'))
                | Vector128.Equals(value, Vector128.Create((byte)'\r'))
            );
        var isNever =
            Vector128.Equals(value, Vector128.Create((byte)0x7f))
            | Vector128.Equals(value & Vector128.Create((byte)0xfe), Vector128.Create((byte)0xc0))
            | Vector128.GreaterThan(value, Vector128.Create((byte)0xf4));
        var isAscii = Vector128.LessThan(value, Vector128.Create((byte)0x80));
        var isFirst = Vector128.GreaterThan(value, Vector128.Create((byte)0xbf));
        return (~(isControl | isNever | (isAscii & further) | (isFirst & ~further))).ExtractMostSignificantBits();
    }

    private static Vector128<byte> IsFurther(Vector128<byte> value) =>
        Vector128.Equals(value & Vector128.Create((byte)0xc0), Vector128.Create((byte)0x80));

    // The places where twelve bits in a row begin.
    private static uint Runs(uint mask)
    {
        mask &= mask >> 1;
        mask &= mask >> 2;
        mask &= mask >> 4;
        return mask & (mask >> 4);
    }

    // The end of the last whole character.
    private static int End(ReadOnlySpan<byte> bytes, int start)
    {
        var (last, wanted) = (start, 0);
        for (var at = start; at < bytes.Length; at++)
        {
            var value = bytes[at];
            if (wanted > 0)
            {
                if ((value & 0xc0) != 0x80)
                {
                    return last;
                }

                wanted--;
                continue;
            }

            last = at;
            wanted = value switch
            {
                0 or (byte)'\t' or (byte)'\n' or (byte)'\r' or (>= (byte)' ' and <= (byte)'~') => 0,
                >= 0xc2 and < 0xe0 => 1,
                >= 0xe0 and < 0xf0 => 2,
                >= 0xf0 and < 0xf5 => 3,
                _ => -1,
            };
            if (wanted < 0)
            {
                return at;
            }
        }

        return wanted > 0 ? last : bytes.Length;
    }
}
