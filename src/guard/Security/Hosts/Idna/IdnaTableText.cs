using System.Buffers;
using System.Text;

namespace Gatehouse.Security.Hosts.Idna;

/// <summary>Reads <c>idna-table.txt</c>, whose head explains its form.</summary>
internal static class IdnaTableText
{
    private const string Resource = "idna-table.txt";
    private const int FirstCodePoint = 0x80;

    private static readonly SearchValues<char> Signs = SearchValues.Create("VMNRI=+*");

    public static IdnaRun[] Read()
    {
        using var stream = typeof(IdnaTableText).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var runs = new List<IdnaRun>();
        var next = FirstCodePoint;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            foreach (var word in line.Split(' '))
            {
                runs.Add(Run(word, ref next));
            }
        }

        return [.. runs];
    }

    private static IdnaRun Run(string word, ref int next)
    {
        var sign = word.AsSpan().IndexOfAny(Signs);
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var count = Number(word.AsSpan((sign + 1)..(colon < 0 ? word.Length : colon)), empty: 1);
        var replacement = colon < 0 ? "" : Text(word.AsSpan(colon + 1));
        next += Number(word.AsSpan(0, sign), empty: 0);
        var run = word[sign] switch
        {
            'V' => new IdnaRun(next, count, IdnaKind.Valid, "", IdnaShape.Same),
            'M' => new IdnaRun(next, count, IdnaKind.Mark, "", IdnaShape.Same),
            'N' => new IdnaRun(next, count, IdnaKind.MovingMark, "", IdnaShape.Same),
            'R' => new IdnaRun(next, count, IdnaKind.RightToLeft, "", IdnaShape.Same),
            'I' => new IdnaRun(next, count, IdnaKind.Ignored, "", IdnaShape.Same),
            '=' => new IdnaRun(next, count, IdnaKind.Replaced, replacement, IdnaShape.Same),
            '+' => new IdnaRun(next, count, IdnaKind.Replaced, replacement, IdnaShape.Rising),
            _ => new IdnaRun(next, 2 * count, IdnaKind.Replaced, "", IdnaShape.Pairs),
        };
        next += run.Length;
        return run;
    }

    private static string Text(ReadOnlySpan<char> numbers)
    {
        var text = new StringBuilder();
        foreach (var range in numbers.Split(','))
        {
            text.Append(new Rune(Number(numbers[range], empty: 0)));
        }

        return text.ToString();
    }

    private static int Number(ReadOnlySpan<char> base36, int empty)
    {
        var number = 0;
        foreach (var c in base36)
        {
            number = (number * 36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10);
        }

        return base36.IsEmpty ? empty : number;
    }
}
