using Gatehouse.Testing;

namespace Gatehouse.Fuzz;

/// <summary>Makes new texts out of old ones. The same random numbers make the same texts.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<string> atoms)
{
    public const int MaxLength = 8192;

    private const string Telling =
        "\0\t\n\r !\"#$%&'()*+,-./0123456789:;<=>?@AZ[\\]^_`az{|}~\u007f\u0080\u00ff\u0130\u0131\u212a\ud83d\udc4b\ufffd\uffff";

    public string Next(IReadOnlyList<string> pool)
    {
        var text = Pick(pool);
        var changes = 1 + random.Next(6);
        for (var i = 0; i < changes; i++)
        {
            text = Change(text, pool);
            if (text.Length > MaxLength)
            {
                text = text[..MaxLength];
            }
        }

        return text;
    }

    private string Change(string text, IReadOnlyList<string> pool)
    {
        var (at, end) = Range(text);
        switch (random.Next(12))
        {
            case 0 or 1 or 2:
                return text.Insert(at, Pick(atoms));
            case 3:
                return text.Remove(at, end - at);
            case 4:
                return text.Insert(at, text[at..end]);
            case 5:
                return Each(text, at, Math.Min(end, at + 1), c => (char)(c ^ (1 << random.Next(random.Next(4) == 0 ? 16 : 7))));
            case 6:
                return Each(text, at, Math.Min(end, at + 1), _ => Telling[random.Next(Telling.Length)]);
            case 7:
                var other = Pick(pool);
                return text[..at] + other[random.Next(other.Length + 1)..];
            case 8:
                var (from, to) = Range(text);
                return text.Insert(at, text[from..to]);
            case 9:
                return text.Insert(at, string.Concat(Enumerable.Repeat(text[at..Math.Min(end, at + 16)], 2 + random.Next(64))));
            case 10:
                return Each(text, at, end, c => char.IsLower(c) ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
            default:
                return random.Next(2) == 0 ? text[..at] : text[at..];
        }
    }

    private static string Each(string text, int start, int end, Func<char, char> change)
    {
        var changed = text.ToCharArray();
        for (var i = start; i < end; i++)
        {
            changed[i] = change(changed[i]);
        }

        return new string(changed);
    }

    private (int Start, int End) Range(string text)
    {
        var start = random.Next(text.Length + 1);
        // Mostly short: whole halves are taken by the other changes.
        var length = random.Next(4) == 0 ? random.Next(text.Length - start + 1) : random.Next(Math.Min(8, text.Length - start) + 1);
        return (start, start + length);
    }

    private string Pick(IReadOnlyList<string> from) => from[random.Next(from.Count)];

    public static IReadOnlyList<string> AtomsOf(FuzzTarget target) => [.. target.Atoms, .. target.Atoms, .. NastyText.All];
}
