using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Finds credentials whose prefix is in the wrong case, and those written backwards.</summary>
internal sealed class KnownPrefixes
{
    // Two letters in any case are in every other word.
    private const int MinPrefix = 3;

    // A prefix up to this length must begin (backwards: end) a word: in base64 it would come up by chance.
    private const int Short = 6;

    // What is looked at from a prefix on; every pattern is decided within 256 characters, and a longer match goes on by its own.
    private const int Window = 320;

    // The prefixes that no other begins: where sk- is found, sk-proj- is looked for as well.
    private readonly SearchValues<string> _anyCase;
    private readonly SearchValues<string> _backwards;

    // All prefixes by their first letter in lower case, longest first.
    private readonly FrozenDictionary<char, string[]> _byFirst;
    private readonly FrozenDictionary<char, string[]> _byLast;

    public KnownPrefixes(IEnumerable<string> literals)
    {
        var all = literals
            .Where(literal => literal.Length >= MinPrefix && literal.Any(char.IsAsciiLetter))
            .Distinct(StringComparer.Ordinal)
            .OrderByDescending(literal => literal.Length)
            .ToList();
        var shortest = all.Where(one => !all.Exists(other => other.Length < one.Length && one.StartsWith(other, StringComparison.Ordinal)))
            .ToList();
        _anyCase = SearchValues.Create([.. shortest], StringComparison.OrdinalIgnoreCase);
        _backwards = SearchValues.Create([.. shortest.Select(Backwards)], StringComparison.Ordinal);
        _byFirst = all.GroupBy(one => char.ToLowerInvariant(one[0])).ToFrozenDictionary(group => group.Key, group => group.ToArray());
        _byLast = shortest.GroupBy(one => one[^1]).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    public void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        for (var at = Next(text, 0, _anyCase); at >= 0; at = Next(text, at + 1, _anyCase))
        {
            TryCase(layer, at, ref work);
        }

        for (var at = Next(text, 0, _backwards); at >= 0; at = Next(text, at + 1, _backwards))
        {
            TryBackwards(layer, at, ref work);
        }
    }

    private void TryCase(in Layer layer, int at, ref Unwrapping work)
    {
        var text = layer.Text;
        Span<char> window = stackalloc char[Math.Min(Window, text.Length - at)];
        foreach (var prefix in _byFirst[char.ToLowerInvariant(text[at])])
        {
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
            var found = Match(work.Scanner, window);
            if (found is null && !prefix.Any(char.IsAsciiLetterLower))
            {
                // The whole of it may be lower-cased: a format of capitals loses nothing by that.
                Ascii.ToUpperInPlace(window, out _);
                found = Match(work.Scanner, window);
            }

            if (found is not null)
            {
                var end = at + found.Length;
                work.Report(layer, found, at, found.Length == window.Length ? KeyEnd(text, end) : end, "changed case");
                return;
            }
        }
    }

    private void TryBackwards(in Layer layer, int at, ref Unwrapping work)
    {
        var text = layer.Text;
        Span<char> room = stackalloc char[Window];
        foreach (var prefix in _byLast[text[at]])
        {
            var end = at + prefix.Length;
            if (end > text.Length || (prefix.Length <= Short && end < text.Length && char.IsAsciiLetterOrDigit(text[end])))
            {
                continue;
            }

            var window = room[..Math.Min(Window, end)];
            text.Slice(end - window.Length, window.Length).CopyTo(window);
            window.Reverse();
            if (window.StartsWith(prefix, StringComparison.Ordinal) && Match(work.Scanner, window) is { } found)
            {
                var start = end - found.Length;
                work.Report(layer, found, found.Length == window.Length ? KeyStart(text, start) : start, end, "reversed text");
                return;
            }
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

    private static int Next(ReadOnlySpan<char> text, int from, SearchValues<string> prefixes) =>
        text[from..].IndexOfAny(prefixes) is >= 0 and var more ? from + more : -1;

    private static int KeyEnd(ReadOnlySpan<char> text, int end)
    {
        var more = text[end..].IndexOfAnyExcept(LeakAlphabet.BearerToken.Values);
        return more < 0 ? text.Length : end + more;
    }

    private static int KeyStart(ReadOnlySpan<char> text, int start) =>
        text[..start].LastIndexOfAnyExcept(LeakAlphabet.BearerToken.Values) + 1;

    private static string Backwards(string text) => string.Concat(text.Reverse());
}
