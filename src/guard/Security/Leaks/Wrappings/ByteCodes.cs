using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Codes that each stand for one byte of UTF-8: <c>%73</c>, <c>\x73</c>, <c>\163</c>.</summary>
internal static class ByteCodes
{
    /// <summary>Reads the codes of one character; gives their length together, 0 when there is none.</summary>
    /// <param name="tryByte">Reads one code at the start of a text and gives its length, 0 when there is none.</param>
    public static int Read(ReadOnlySpan<char> text, Span<char> output, out int written, ReadByte tryByte)
    {
        Span<byte> bytes = stackalloc byte[4];
        var (length, count) = (0, 0);
        while (count < bytes.Length && tryByte(text[length..], out bytes[count]) is > 0 and var one)
        {
            length += one;
            count++;
            if (Rune.DecodeFromUtf8(bytes[..count], out var rune, out _) == OperationStatus.Done)
            {
                written = rune.EncodeToUtf16(output);
                return length;
            }

            // A byte that neither is a character nor begins one stands alone, as Latin-1.
            if (bytes[0] is < 0xc2 or > 0xf4)
            {
                break;
            }
        }

        written = 1;
        output[0] = (char)bytes[0];
        return count == 0 ? 0 : tryByte(text, out _);
    }

    public delegate int ReadByte(ReadOnlySpan<char> text, out byte value);
}
