using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Finds credentials whose prefix is in the wrong case.</summary>
internal sealed class KnownPrefixes
{
    // Two letters in any case are in every other word.
    private const int MinPrefix = 3;

    // A prefix up to this length must begin a word: in base64 it would come up by chance.
    private const int Short = 6;

    // What is looked at from a prefix on; every pattern is decided within 256 characters, and a longer match goes on by its own.
    private const int Window = 320;

    // The prefixes that no other begins: where sk- is found, sk-proj- is looked for as well.
    private readonly SearchValues<string> _anyCase;

    // All by the first letter of the prefix in lower case, the longest prefix first.
    private readonly FrozenDictionary<char, (LeakPattern Pattern, LeakShape Shape)[]> _byFirst;

    public KnownPrefixes(IEnumerable<LeakPattern> patterns)
    {
        var all = patterns
            .SelectMany(pattern => pattern.Shapes.Select(shape => (Pattern: pattern, Shape: shape)))
            .Where(one => one.Shape.Literal.Length >= MinPrefix && one.Shape.Literal.Any(char.IsAsciiLetter))
            .OrderByDescending(one => one.Shape.Literal.Length)
            .ToList();
        var literals = all.Select(one => one.Shape.Literal).Distinct(StringComparer.Ordinal).ToList();
        var shortest = literals.Where(one =>
            !literals.Exists(other => other.Length < one.Length && one.StartsWith(other, StringComparison.Ordinal))
        );
        _anyCase = SearchValues.Create([.. shortest], StringComparison.OrdinalIgnoreCase);
        _byFirst = all.GroupBy(one => char.ToLowerInvariant(one.Shape.Literal[0]))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public void Find(in Layer layer, ref Unwrapping work)
    {
        for (var at = Next(layer.Text, 0); at >= 0; )
        {
            // Behind a match, not inside it: looking for the end of one run from each of its places would be quadratic.
            at = Next(layer.Text, Try(layer, at, ref work));
        }
    }

    // Where to go on.
    private int Try(in Layer layer, int at, ref Unwrapping work)
    {
        var text = layer.Text;
        Span<char> window = stackalloc char[Math.Min(Window, text.Length - at)];
        foreach (var (pattern, shape) in _byFirst[char.ToLowerInvariant(text[at])])
        {
            var prefix = shape.Literal;
            if (
                !text[at..].StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
                || text[at..].StartsWith(prefix, StringComparison.Ordinal)
                || (prefix.Length <= Short && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
            )
            {
                continue;
            }

            text.Slice(at, window.Length).CopyTo(window);
            prefix.CopyTo(window);
            var length = Match(shape, window);
            if (length == 0 && !prefix.Any(char.IsAsciiLetterLower))
            {
                // The whole of it may be lower-cased: a format of capitals loses nothing by that.
                Ascii.ToUpperInPlace(window, out _);
                length = Match(shape, window);
            }

            if (length > 0 && !LongRun.HasInside(text, at))
            {
                var end = length == window.Length ? KeyEnd(text, at + length) : at + length;
                var finding = new LeakFinding(pattern, at, length, LeakFinding.Mask(window[..length]));
                work.Report(layer, finding, at, end, "changed case");
                return end;
            }
        }

        return at + 1;
    }

    // How long the credential is that begins the window; 0 when none does. Words in the wrong case are ordinary, so it has to look like a key.
    private static int Match(LeakShape shape, ReadOnlySpan<char> window)
    {
        if ((shape.Fit(window, 0, out var end) & LeakFit.Complete) == 0)
        {
            return 0;
        }

        end = shape.EndOf(window, end);
        return KeyLike.Is(window[..end]) ? end : 0;
    }

    private int Next(ReadOnlySpan<char> text, int from) => text[from..].IndexOfAny(_anyCase) is >= 0 and var more ? from + more : -1;

    private static int KeyEnd(ReadOnlySpan<char> text, int end)
    {
        var more = text[end..].IndexOfAnyExcept(LeakAlphabet.BearerToken.Values);
        return more < 0 ? text.Length : end + more;
    }
}
