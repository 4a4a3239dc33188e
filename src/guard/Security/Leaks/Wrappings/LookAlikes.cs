using System.Buffers;
using System.Collections.Frozen;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>
/// Letters that look like ASCII ones: fullwidth, mathematical, circled, and those Cyrillic and Greek letters that a reader cannot tell
/// apart. A word all of one foreign alphabet is somebody's language; one that mixes it with ASCII is looked at.
/// </summary>
internal sealed class LookAlikes() : CodeForm("look-alike letters")
{
    // Shortest word all in look-alikes that is looked at; no key is shorter.
    private const int WholeWord = 12;

    // The mathematical alphabets (U+1D400 to U+1D7FF) begin with this half of a pair.
    private const char Mathematical = '\ud835';

    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // From ASCII to its fullwidth form (U+FF01 to U+FF5E).
    private const int Wide = 0xfee0;

    // Each followed by what it is taken for (Unicode's confusables.txt), as far as credentials are written with it. Fullwidth commas and
    // brackets are not among them: they stand in every Chinese sentence.
    private static readonly FrozenDictionary<char, char> Letters = Pairs(
            // Cyrillic.
            "\u0430a\u0435e\u043eo\u0440p\u0441c\u0443y\u0445x\u0455s\u0456i\u0458j\u04bbh\u0501d\u051bq\u051dw\u043ak\u04cfl",
            "\u0410A\u0412B\u0415E\u041aK\u041cM\u041dH\u041eO\u0420P\u0421C\u0422T\u0425X\u0405S\u0406I\u0408J\u0423Y\u050cG\u051aQ\u051cW\u04c0I",
            // Greek.
            "\u03b1a\u03b9i\u03bak\u03bdv\u03bfo\u03c1p\u03c4t\u03c5u\u03c7x",
            "\u0391A\u0392B\u0395E\u0396Z\u0397H\u0399I\u039aK\u039cM\u039dN\u039fO\u03a1P\u03a4T\u03a5Y\u03a7X",
            // Latin letters of other shapes.
            "\u0131i\u017fs\u0261g\u0251a\u212aK",
            // Letterlike symbols, where the mathematical alphabets have their holes.
            "\u210eh\u212fe\u210ag\u2134o\u212cB\u2130E\u2131F\u210bH\u2110I\u2112L\u2133M\u211bR\u212dC\u210cH\u2111I\u211cR\u2128Z\u2102C\u210dH\u2115N\u2119P\u211aQ\u211dR\u2124Z",
            // Dashes, dots and slashes.
            "\u2010-\u2011-\u2012-\u2013-\u2014-\u2015-\u2212-\ufe58-\ufe63-\u02d7-\u02cd_\u2024.\u2044/\u2215/"
        )
        .Concat(Row('\uff10', "0123456789"))
        .Concat(Row('\uff21', Upper))
        .Concat(Row('\uff41', Upper.ToLowerInvariant()))
        .Concat(Row('\u24b6', Upper))
        .Concat(Row('\u24d0', Upper.ToLowerInvariant()))
        .Concat(Row('\u2460', "123456789"))
        .Concat("#%&+-./;=\\_".Select(mark => KeyValuePair.Create((char)(mark + Wide), mark)))
        .ToFrozenDictionary();

    // And the second halves of the mathematical ones.
    private static readonly SearchValues<char> Parts = SearchValues.Create([
        .. Letters.Keys,
        Mathematical,
        .. Enumerable.Range(0xdc00, 0x400).Select(half => (char)half),
    ]);

    public override string Leads { get; } = string.Concat(Letters.Keys) + Mathematical;

    public override int Read(ReadOnlySpan<char> text, int at, Span<char> output, out int written, ref int seen)
    {
        written = 1;
        if (at >= seen)
        {
            // Each word is judged once, at the first such letter in it.
            var (start, end) = Word(text, seen, at);
            if (!IsMixed(text[start..end]))
            {
                return at - end;
            }

            seen = end;
        }

        if (Letters.TryGetValue(text[at], out output[0]))
        {
            return 1;
        }

        output[0] = at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? Plain(char.ConvertToUtf32(text[at], text[at + 1])) : '\0';
        return output[0] == '\0' ? 0 : 2;
    }

    // A run of ASCII and look-alikes: other letters, such as those of a Chinese sentence, end it as blanks do.
    private static (int Start, int End) Word(ReadOnlySpan<char> text, int floor, int at)
    {
        var (start, end) = (at, at);
        while (start > floor && IsPart(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && IsPart(text[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool IsPart(char c) => c is > ' ' and <= '~' || (!char.IsAscii(c) && Parts.Contains(c));

    // Alphabets of 52 letters one behind the other, then (behind the Greek ones) five rows of digits.
    private static char Plain(int letter) =>
        letter switch
        {
            >= 0x1d400 and < 0x1d6a4 => (letter - 0x1d400) % 52 is var place and < 26
                ? (char)('A' + place)
                : (char)('a' + ((letter - 0x1d400) % 52) - 26),
            >= 0x1d7ce => (char)('0' + ((letter - 0x1d7ce) % 10)),
            _ => '\0',
        };

    // Mathematical letters are no language's; dashes are typography, so they count only inside what looks like a key.
    private static bool IsMixed(ReadOnlySpan<char> word)
    {
        if (word.Contains(Mathematical))
        {
            return true;
        }

        var hasAscii = word.ContainsAny(LeakAlphabet.Alphanumeric.Values);
        if (!hasAscii && word.Length < WholeWord)
        {
            return false;
        }

        var (letters, marks) = (0, 0);
        foreach (var c in word)
        {
            if (!char.IsAscii(c) && Letters.TryGetValue(c, out var plain))
            {
                letters += char.IsAsciiLetterOrDigit(plain) ? 1 : 0;
                marks++;
            }
        }

        return letters >= WholeWord
            || (letters > 0 && hasAscii)
            || (marks > 0 && word.Length >= WholeWord && word.ContainsAnyInRange('0', '9'));
    }

    private static IEnumerable<KeyValuePair<char, char>> Row(char first, string plain) =>
        plain.Select((letter, place) => KeyValuePair.Create((char)(first + place), letter));

    private static IEnumerable<KeyValuePair<char, char>> Pairs(params string[] pairs) =>
        pairs.SelectMany(row => row.Chunk(2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}
