using System.Buffers;
using System.Collections.Frozen;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Finds credentials whose prefix is in the wrong case, and those written backwards: one search for both.</summary>
internal sealed class KnownPrefixes
{
    // Two letters in any case are in every other word.
    private const int MinPrefix = 3;

    // A prefix up to this length must begin (backwards: end) a word: in base64 it would come up by chance.
    private const int Short = 6;

    // What is looked at from a prefix on; every pattern is decided within 256 characters, a longer match goes on by its own characters.
    private const int Window = 320;

    private readonly SearchValues<string> _all;
    private readonly FrozenDictionary<char, Prefix[]> _byFirst;

    public KnownPrefixes(IEnumerable<string> literals)
    {
        var prefixes = literals
            .Where(literal => literal.Length >= MinPrefix && literal.Any(char.IsAsciiLetter))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(literal =>
                new[] { new Prefix(literal, literal), new Prefix(literal, string.Concat(literal.Reverse()), IsBackwards: true) }
            )
            .ToList();
        _all = SearchValues.Create([.. prefixes.Select(prefix => prefix.Written).Distinct()], StringComparison.OrdinalIgnoreCase);
        _byFirst = prefixes
            .GroupBy(prefix => char.ToLowerInvariant(prefix.Written[0]))
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        for (var at = text.IndexOfAny(_all); at >= 0; )
        {
            foreach (var prefix in _byFirst[char.ToLowerInvariant(text[at])])
            {
                if (!text[at..].StartsWith(prefix.Written, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (prefix.IsBackwards)
                {
                    TryBackwards(layer, at + prefix.Written.Length, prefix, ref work);
                }
                else if (!text[at..].StartsWith(prefix.Written, StringComparison.Ordinal))
                {
                    TryCase(layer, at, prefix, ref work);
                }
            }

            var next = text[(at + 1)..].IndexOfAny(_all);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static void TryCase(in Layer layer, int at, Prefix prefix, ref Unwrapping work)
    {
        var text = layer.Text;
        if (prefix.Literal.Length <= Short && at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
        {
            return;
        }

        Span<char> window = stackalloc char[Math.Min(Window, text.Length - at)];
        text.Slice(at, window.Length).CopyTo(window);
        prefix.Literal.CopyTo(window);
        if (Match(work.Scanner, window) is { } found)
        {
            var end = at + found.Length;
            end = found.Length == window.Length ? KeyEnd(text, end) : end;
            work.Report(layer, found, at, end, "changed case");
        }
        else if (!prefix.Literal.Any(char.IsAsciiLetterLower))
        {
            // The whole of it may be lower-cased: a format of capitals loses nothing by that.
            System.Text.Ascii.ToUpperInPlace(window, out _);
            if (Match(work.Scanner, window) is { } capitals)
            {
                work.Report(layer, capitals, at, at + capitals.Length, "changed case");
            }
        }
    }

    private static void TryBackwards(in Layer layer, int end, Prefix prefix, ref Unwrapping work)
    {
        var text = layer.Text;
        if (prefix.Literal.Length <= Short && end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            return;
        }

        Span<char> window = stackalloc char[Math.Min(Window, end)];
        text.Slice(end - window.Length, window.Length).CopyTo(window);
        window.Reverse();
        if (Match(work.Scanner, window) is { } found)
        {
            var start = end - found.Length;
            start = found.Length == window.Length ? KeyStart(text, start) : start;
            work.Report(layer, found, start, end, "reversed text");
        }
    }

    // The credential that begins the window. Words in the wrong case are ordinary, so it has to look like a key.
    private static LeakFinding? Match(LeakScanner scanner, ReadOnlySpan<char> window)
    {
        var report = scanner.Scan(window);
        if (report.IsClean)
        {
            return null;
        }

        foreach (var finding in report.Findings)
        {
            if (finding.Start == 0 && finding.Action != LeakAction.Warn && KeyLike.Is(window[..finding.Length]))
            {
                return finding;
            }
        }

        return null;
    }

    private static int KeyEnd(ReadOnlySpan<char> text, int end)
    {
        var more = text[end..].IndexOfAnyExcept(LeakAlphabet.BearerToken);
        return more < 0 ? text.Length : end + more;
    }

    private static int KeyStart(ReadOnlySpan<char> text, int start) => text[..start].LastIndexOfAnyExcept(LeakAlphabet.BearerToken) + 1;

    /// <param name="Written">The literal as it stands in a text: as it is, or backwards.</param>
    private sealed record Prefix(string Literal, string Written, bool IsBackwards = false);
}
