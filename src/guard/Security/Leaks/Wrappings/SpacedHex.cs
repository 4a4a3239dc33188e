using System.Buffers;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Undoes hex whose bytes stand apart: <c>73 6b 2d</c>, <c>736b 2d61</c>, <c>73:6b:2d</c>, <c>0x73, 0x6b</c>, <c>\x73\x6b</c>.</summary>
internal static class SpacedHex
{
    private const int MinBytes = PackedText.MinHex / 2;

    // Digits of one group, and the marks between two: `", "0x` is the most that people write.
    private const int MaxGroup = 8;
    private const int MaxMarks = 5;

    // Groups before the run that are taken for numbers of the sentence.
    private const int MaxBefore = 3;

    private static readonly SearchValues<char> OtherLetters = SearchValues.Create("ghijklmnopqrstuvwyzGHIJKLMNOPQRSTUVWYZ");

    /// <summary>Twelve bytes apart are 35 characters or more, so a look into every 24 meets three groups of each run.</summary>
    private const int Stride = 24;

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        var floor = 0;
        for (var probe = 0; probe < text.Length; probe += Stride)
        {
            if (probe >= floor && IsInRun(text, probe))
            {
                floor = FindRun(layer, Math.Max(floor, probe - Stride), Math.Min(text.Length, probe + Stride), ref work);
            }
        }
    }

    // Three groups in a row begin near here.
    private static bool IsInRun(ReadOnlySpan<char> text, int probe)
    {
        var last = Math.Min(text.Length, probe + MaxGroup + MaxMarks);
        if (text[probe..last].ContainsAny(OtherLetters))
        {
            return false;
        }

        for (var at = probe; at < last; at++)
        {
            if (IsGroupStart(text, at) && Groups(text, at, most: 3).Count == 3)
            {
                return true;
            }
        }

        return false;
    }

    private static int FindRun(in Layer layer, int from, int last, ref Unwrapping work)
    {
        var text = layer.Text;
        var at = from;
        while (at < last)
        {
            if (IsGroupStart(text, at))
            {
                var (end, _) = Groups(text, at, most: int.MaxValue);
                if (layer.IsNew(at, end))
                {
                    Decode(layer, at, end, ref work);
                    // Numbers that stand before the run by chance, in `n = 42: 73 6b 2d`, would be the beginning of a longer word in what it
                    // is decoded to.
                    for (
                        var (group, tries) = (at, 0);
                        tries < MaxBefore && NextGroup(text, group, end, out var afterWord) is > 0 and var next;
                        tries++
                    )
                    {
                        if (afterWord)
                        {
                            Decode(layer, next, end, ref work);
                        }

                        group = next;
                    }
                }

                at = end;
            }

            at++;
        }

        return at;
    }

    private static bool IsGroupStart(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiHexDigit(text[at]) && (at == 0 || !char.IsAsciiHexDigit(text[at - 1]));

    // Groups of an even number of digits with marks between them, from a group's start on.
    private static (int End, int Count) Groups(ReadOnlySpan<char> text, int start, int most)
    {
        var (end, count) = (start, 0);
        for (var at = start; count < most; count++)
        {
            var digits = 0;
            while (at + digits < text.Length && digits <= MaxGroup && char.IsAsciiHexDigit(text[at + digits]))
            {
                digits++;
            }

            if (digits is 0 or > MaxGroup || digits % 2 != 0)
            {
                break;
            }

            end = at + digits;
            var marks = Marks(text, end);
            at = end + marks;
            if (marks == 0)
            {
                return (end, count + 1);
            }
        }

        return (end, count);
    }

    // Where the group behind this one begins, and whether this one ends in a letter, a digit or an underscore.
    private static int NextGroup(ReadOnlySpan<char> text, int start, int end, out bool afterWord)
    {
        var (first, count) = Groups(text, start, most: 1);
        afterWord = false;
        if (count == 0)
        {
            return -1;
        }

        var next = first + Marks(text, first);
        afterWord = Hex.TryRead(text[(first - 2)..], 2, out var last) && LeakBorder.IsWord((char)last);
        return next < end ? next : -1;
    }

    private static int Marks(ReadOnlySpan<char> text, int at)
    {
        var count = 0;
        while (
            count < MaxMarks && at + count < text.Length && char.IsAscii(text[at + count]) && !char.IsAsciiLetterOrDigit(text[at + count])
        )
        {
            count++;
        }

        var rest = text[(at + count)..];
        return count
            + (
                rest is ['0', 'x' or 'X', ..] ? 2
                : rest is ['x' or 'X', ..] ? 1
                : 0
            );
    }

    private static void Decode(in Layer layer, int start, int end, ref Unwrapping work)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(((end - start) / 2) + 1);
        try
        {
            var count = 0;
            for (var at = start; at < end; at += Marks(layer.Text, at))
            {
                for (; at + 1 < end && Hex.TryRead(layer.Text[at..], 2, out var value); at += 2)
                {
                    bytes[count++] = (byte)value;
                }
            }

            if (count >= MinBytes)
            {
                PackedBytes.Find(layer, new Packed(bytes.AsSpan(0, count), start, end, "hex", [0]), ref work);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }
}
