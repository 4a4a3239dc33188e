using System.Buffers;
using System.Buffers.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>
/// Undoes base64 (both alphabets, padded or not, in lines) and plain hex. A run may be glued to letters before it, so each of the four
/// phases of base64 and both of hex are tried.
/// </summary>
internal static class PackedText
{
    /// <summary>Shortest run that is decoded: as many bytes as <see cref="TextStretch.MinLength"/>.</summary>
    public const int MinBase64 = TextStretch.MinLength / 3 * 4;

    /// <inheritdoc cref="MinBase64"/>
    public const int MinHex = TextStretch.MinLength * 2;

    // Lines of a run that may begin something of their own: a word at the end of the line above is not part of it.
    private const int MaxLines = 8;

    // What is decoded once more with the word behind the run: the end of it, longer than any key, not all of a mail.
    private const int Tail = 4096;

    // Most runs are names in code: they need no buffer from the pool.
    private const int OnStack = 512;

    public static readonly SearchValues<char> Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_"
    );

    // Some of them stand in base64 of anything, and in all hex; hardly in words, paths and names.
    private static readonly SearchValues<char> Mixed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    private static readonly SearchValues<byte> HexBytes = SearchValues.Create("0123456789abcdefABCDEF"u8);

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        var floor = 0;

        // A run of 16 covers every 16th place once, so looking at those alone misses none.
        for (var probe = MinBase64 - 1; probe < text.Length; )
        {
            if (!Alphabet.Contains(text[probe]))
            {
                probe += MinBase64;
                continue;
            }

            var start = JoinedLines.Start(text, floor, probe);
            var end = JoinedLines.End(text, probe, out var further);
            if (further - start >= MinBase64 && text[start..further].ContainsAny(Mixed) && layer.IsNew(start, further))
            {
                Decode(layer, start, end, ref work);
                if (further > end)
                {
                    Decode(layer, Math.Max(start, end - Tail), further, ref work);
                }

                DecodeFromLaterLines(layer, start, further, ref work);
            }

            floor = end;
            probe = end + MinBase64;
        }
    }

    // A block is broken at one width. Where a line is longer than the one above, or that one begins behind other words, the upper one may
    // be no part of it: what it decodes to would stand before a key like the beginning of a longer word.
    private static void DecodeFromLaterLines(in Layer layer, int start, int end, ref Unwrapping work)
    {
        var text = layer.Text;
        var above = JoinedLines.BeginsLine(text, start) ? WidthOf(text[start..end]) : 0;
        var line = start;
        for (var tries = 0; tries < MaxLines; )
        {
            var next = JoinedLines.NextLine(text, line + WidthOf(text[line..end]));
            if (next < 0 || next >= end)
            {
                return;
            }

            var width = WidthOf(text[next..end]);
            if (width > above)
            {
                Decode(layer, next, end, ref work);
                tries++;
            }

            (line, above) = (next, width);
        }
    }

    private static int WidthOf(ReadOnlySpan<char> line) => line.IndexOfAnyExcept(Alphabet) is >= 0 and var width ? width : line.Length;

    private static void Decode(in Layer layer, int start, int end, ref Unwrapping work)
    {
        var text = layer.Text[start..end];
        // One byte for each character, three for the last group, and the decoded bytes behind them.
        var room = (2 * text.Length) + 8;
        var rented = room <= OnStack ? null : ArrayPool<byte>.Shared.Rent(room);
        try
        {
            Decode(layer, start, end, rented ?? stackalloc byte[room], ref work);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented, clearArray: true);
            }
        }
    }

    private static void Decode(in Layer layer, int start, int end, Span<byte> room, ref Unwrapping work)
    {
        Span<int> lines = stackalloc int[MaxLines];
        lines = lines[..Collect(layer.Text[start..end], room, lines, out var count)];
        if (count < MinBase64)
        {
            return;
        }

        end = Padded(layer.Text, end);
        var digits = room[..count];
        var bytes = room[(count + 3)..];
        if (digits.ContainsAnyExcept(HexBytes))
        {
            "AAA"u8.CopyTo(room[count..]);
            Span<int> starts = stackalloc int[MaxLines];
            for (var phase = 0; phase < 4; phase++)
            {
                var decoded = Base64Of(room.Slice(phase, count - phase + 3), count - phase, bytes);
                var found = Starts(lines, phase, starts);
                PackedBytes.Find(layer, new Packed(bytes[..decoded], start, end, "base64", starts[..found]), ref work);
            }
        }

        FindHex(layer, digits, bytes, start, end, ref work);
    }

    // The characters of the run without the line breaks in it, in the one alphabet that the decoder knows; and where its lines begin.
    private static int Collect(ReadOnlySpan<char> text, Span<byte> output, Span<int> lines, out int count)
    {
        count = 0;
        var found = 0;
        var isNew = true;
        foreach (var c in text)
        {
            if (c is ' ' or '\t' or '\r' or '\n')
            {
                isNew = true;
                continue;
            }

            if (isNew && found < lines.Length)
            {
                lines[found++] = count;
            }

            isNew = false;
            output[count++] = c switch
            {
                '-' => (byte)'+',
                '_' => (byte)'/',
                _ => (byte)c,
            };
        }

        return found;
    }

    // The lines that begin with a group of this phase, in decoded bytes.
    private static int Starts(ReadOnlySpan<int> lines, int phase, Span<int> starts)
    {
        var found = 0;
        foreach (var line in lines)
        {
            if (line % 4 == phase)
            {
                starts[found++] = line / 4 * 3;
            }
        }

        return found;
    }

    // An unfinished last group is filled with zero bits; what they add is not counted.
    private static int Base64Of(ReadOnlySpan<byte> digits, int count, Span<byte> output)
    {
        Base64.DecodeFromUtf8(digits[..((count + 3) / 4 * 4)], output, out _, out _);
        return (count / 4 * 3) + Math.Max(0, (count % 4) - 1);
    }

    private static int Padded(ReadOnlySpan<char> text, int end)
    {
        while (end < text.Length && text[end] == '=')
        {
            end++;
        }

        return end;
    }

    // The run may hold hex behind other letters; nothing but chance puts 24 hex digits in a row into base64.
    private static void FindHex(in Layer layer, ReadOnlySpan<byte> digits, Span<byte> bytes, int start, int end, ref Unwrapping work)
    {
        for (var probe = MinHex - 1; probe < digits.Length; )
        {
            if (!HexBytes.Contains(digits[probe]))
            {
                probe += MinHex;
                continue;
            }

            var first = digits[..probe].LastIndexOfAnyExcept(HexBytes) + 1;
            var more = digits[probe..].IndexOfAnyExcept(HexBytes);
            var last = more < 0 ? digits.Length : probe + more;
            if (last - first >= MinHex)
            {
                for (var phase = 0; phase < 2; phase++)
                {
                    var decoded = HexOf(digits[(first + phase)..last], bytes);
                    PackedBytes.Find(layer, new Packed(bytes[..decoded], start, end, "hex", [0]), ref work);
                }
            }

            probe = last + MinHex;
        }
    }

    private static int HexOf(ReadOnlySpan<byte> digits, Span<byte> output)
    {
        var count = digits.Length / 2;
        for (var i = 0; i < count; i++)
        {
            output[i] = (byte)((Hex.Digit((char)digits[2 * i]) << 4) | Hex.Digit((char)digits[(2 * i) + 1]));
        }

        return count;
    }
}
