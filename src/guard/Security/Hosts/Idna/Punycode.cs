using System.Text;

namespace Gatehouse.Security.Hosts.Idna;

/// <summary>Punycode (RFC 3492): text in the letters, digits and hyphens of a DNS label. Without the <c>xn--</c>.</summary>
/// <remarks>Quadratic, so callers keep labels short: one that fits the DNS has at most 63 code points.</remarks>
internal static class Punycode
{
    // RFC 3492 section 5.
    private const int Radix = 36;
    private const int LeastThreshold = 1;
    private const int MostThreshold = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialCodePoint = 128;

    /// <summary>Section 6.3, for text of at most 126 code points: there no number can overflow.</summary>
    public static string Encode(string text)
    {
        var points = text.EnumerateRunes().Select(rune => rune.Value).ToList();
        var output = new StringBuilder();
        foreach (var basic in points.Where(point => point < InitialCodePoint))
        {
            output.Append((char)basic);
        }

        var (handled, basics) = (output.Length, output.Length);
        if (basics > 0)
        {
            output.Append('-');
        }

        var (at, delta, bias) = (InitialCodePoint, 0, InitialBias);
        while (handled < points.Count)
        {
            var next = points.Where(point => point >= at).Min();
            delta += (next - at) * (handled + 1);
            at = next;
            foreach (var point in points)
            {
                if (point < at)
                {
                    delta++;
                }
                else if (point == at)
                {
                    AppendNumber(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basics);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            at++;
        }

        return output.ToString();
    }

    /// <summary>Section 6.2. Null when the text is not Punycode.</summary>
    /// <param name="text">Anything; what is not lower-case ASCII is not Punycode.</param>
    public static string? Decode(ReadOnlySpan<char> text)
    {
        // Asked first: the part before the last hyphen is taken over as it is, and half a surrogate pair is no code point.
        if (!Ascii.IsValid(text))
        {
            return null;
        }

        var cut = text.LastIndexOf('-');
        var points = new List<int>();
        foreach (var basic in cut > 0 ? text[..cut] : default)
        {
            points.Add(basic);
        }

        var (at, index, bias) = ((long)InitialCodePoint, 0L, InitialBias);
        var rest = cut > 0 ? text[(cut + 1)..] : text;
        while (!rest.IsEmpty)
        {
            var before = index;
            if (!TryNumber(ref rest, ref index, bias))
            {
                return null;
            }

            var count = points.Count + 1;
            bias = Adapt((int)(index - before), count, before == 0);
            at += index / count;
            index %= count;
            if (!Rune.IsValid((int)Math.Min(at, int.MaxValue)))
            {
                return null;
            }

            points.Insert((int)index++, (int)at);
        }

        return string.Concat(points.Select(point => new Rune(point).ToString()));
    }

    private static bool TryNumber(ref ReadOnlySpan<char> text, ref long number, int bias)
    {
        var weight = 1L;
        for (var k = Radix; !text.IsEmpty; k += Radix)
        {
            var c = text[0];
            text = text[1..];
            var digit =
                char.IsAsciiLetterLower(c) ? c - 'a'
                : char.IsAsciiDigit(c) ? c - '0' + 26
                : -1;
            number += digit * weight;
            if (digit < 0 || number > int.MaxValue)
            {
                return false;
            }

            var threshold = Threshold(k, bias);
            if (digit < threshold)
            {
                return true;
            }

            weight *= Radix - threshold;
            if (weight > int.MaxValue)
            {
                return false;
            }
        }

        return false;
    }

    private static void AppendNumber(StringBuilder output, int number, int bias)
    {
        for (var k = Radix; ; k += Radix)
        {
            var threshold = Threshold(k, bias);
            if (number < threshold)
            {
                output.Append(Digit(number));
                return;
            }

            output.Append(Digit(threshold + ((number - threshold) % (Radix - threshold))));
            number = (number - threshold) / (Radix - threshold);
        }
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, LeastThreshold, MostThreshold);

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    // Section 6.1.
    private static int Adapt(int delta, int count, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / count;
        var k = 0;
        for (; delta > (Radix - LeastThreshold) * MostThreshold / 2; k += Radix)
        {
            delta /= Radix - LeastThreshold;
        }

        return k + ((Radix - LeastThreshold + 1) * delta / (delta + Skew));
    }
}
