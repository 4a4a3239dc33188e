using Gatehouse.Security.Leaks.Matching;

namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>
/// Closes up letters that were spaced out: single characters with white space between them, or with one and the same mark or
/// few marks (<c>s.k.-.a.n.t</c>, <c>['s', 'k']</c>). Ordinary words are longer than one letter, so a run of them is no sentence.
/// </summary>
internal static class SpacedLetters
{
    /// <summary>Fewest letters that are looked at: no credential is shorter.</summary>
    private const int MinLetters = 12;

    // White space between two letters: a wrapped line adds a break to the blank, and three stand for a blank that was spaced out too.
    private const int MaxGap = 3;

    // Five of PEM's dashes stand in a row.
    private const int MaxMarkLetters = 5;

    // A letter and what stands between two at most: `"s",`, CR, LF and four blanks of indentation.
    private const int MaxPeriod = 12;

    // 12 letters apart are 23 characters or more, so one of the windows of 8 that begin at each 16th place lies in each run.
    private const int Window = 8;
    private const int Stride = 16;

    public static void Find(in Layer layer, ref Unwrapping work)
    {
        var text = layer.Text;
        var floor = 0;
        for (var probe = 0; probe + Window <= text.Length; probe += Stride)
        {
            if (probe < floor)
            {
                continue;
            }

            var window = text.Slice(probe, Window);
            if (IsThin(window))
            {
                floor = Listed(layer, floor, probe, ref work);
            }

            if (probe < floor || IsWord(window))
            {
                continue;
            }

            if (IsSpacedOut(window))
            {
                floor = Blanks(layer, floor, probe, ref work);
            }
            else
            {
                // The letters may be marks themselves, as in "-.-.-.": both are tried.
                var (even, odd) = (Mark(window, 0), Mark(window, 1));
                var end = even < 0 ? floor : Marked(layer, floor, probe + even, ref work);
                floor = Math.Max(end, odd < 0 ? floor : Marked(layer, floor, probe + odd, ref work));
            }
        }
    }

    // No two letters side by side, and marks between them.
    private static bool IsThin(ReadOnlySpan<char> window)
    {
        var marks = 0;
        for (var at = 0; at + 1 < window.Length; at++)
        {
            if (char.IsLetterOrDigit(window[at]) && char.IsLetterOrDigit(window[at + 1]))
            {
                return false;
            }

            marks += IsMark(window[at]) ? 1 : 0;
        }

        return marks > 1;
    }

    // The quick no for nearly all text: two letters side by side, and no second place that repeats.
    private static bool IsWord(ReadOnlySpan<char> window) =>
        ((window[1] > ' ' && window[2] > ' ') || (window[3] > ' ' && window[4] > ' '))
        && (window[0] != window[2] || window[2] != window[4])
        && (window[1] != window[3] || window[3] != window[5]);

    // No two letters side by side, and more than one of them.
    private static bool IsSpacedOut(ReadOnlySpan<char> window)
    {
        var letters = 0;
        var wasBlank = true;
        foreach (var c in window)
        {
            var isBlank = IsBlank(c);
            if (!isBlank && !wasBlank)
            {
                return false;
            }

            letters += isBlank ? 0 : 1;
            wasBlank = isBlank;
        }

        return letters > 1;
    }

    // Where in the window a mark stands that every second place repeats, with something else between; -1 when none does.
    private static int Mark(ReadOnlySpan<char> window, int place) =>
        IsMark(window[place])
        && window[place] == window[place + 2]
        && window[place] == window[place + 4]
        && !(IsBlank(window[place + 1]) && IsBlank(window[place + 3]))
        && !(window[place] == window[place + 1] && window[place] == window[place + 3])
            ? place
            : -1;

    private static int Blanks(in Layer layer, int floor, int probe, ref Unwrapping work)
    {
        var text = layer.Text;
        var first = probe;
        while (IsBlank(text[first]))
        {
            first++;
        }

        while (Before(text, floor, first) is >= 0 and var earlier)
        {
            first = earlier;
        }

        var (last, letters) = (first, 1);
        while (After(text, last) is >= 0 and var next)
        {
            (last, letters) = (next, letters + 1);
        }

        if (letters < MinLetters)
        {
            return floor;
        }

        if (!layer.IsNew(first, last + 1))
        {
            return last + 1;
        }

        AddBlanks(layer, first, last, ref work);
        // Of a letter at either end that a word is attached to nobody can tell whether it belongs to the word or to the run.
        var (inner, outer) = (
            IsFree(text[..first]) ? first : After(text, first),
            IsFollowed(text[(last + 1)..]) ? last : Before(text, first, last)
        );
        if ((inner, outer) != (first, last))
        {
            AddBlanks(layer, inner, outer, ref work);
        }

        return last + 1;
    }

    private static void AddBlanks(in Layer layer, int first, int last, ref Unwrapping work)
    {
        if (work.Build() is not { } built)
        {
            work.Skip(layer, first, last + 1);
            return;
        }

        var text = layer.Text;
        built.Copy(text.Slice(first, 1), first);
        for (var letter = first; letter < last; )
        {
            var next = After(text, letter);
            if (next - letter == MaxGap + 1)
            {
                built.Copy(text.Slice(letter + 2, 1), letter + 2);
            }

            built.Copy(text.Slice(next, 1), next);
            letter = next;
        }

        work.Add(layer, built, squeezed: true, everywhere: "spaced letters");
    }

    // The letter before this one; -1 when the run begins here.
    private static int Before(ReadOnlySpan<char> text, int floor, int letter)
    {
        var at = letter - 1;
        while (at > floor && letter - at <= MaxGap && IsBlank(text[at]))
        {
            at--;
        }

        return at < floor || at == letter - 1 || IsBlank(text[at]) ? -1 : at;
    }

    // The letter behind this one; -1 when the run ends here.
    private static int After(ReadOnlySpan<char> text, int letter)
    {
        var at = letter + 1;
        while (at < text.Length && at - letter <= MaxGap && IsBlank(text[at]))
        {
            at++;
        }

        return at == letter + 1 || at >= text.Length || IsBlank(text[at]) ? -1 : at;
    }

    // A bracket or a quotation mark may be attached to the first and the last letter.
    private static bool IsFree(ReadOnlySpan<char> before) => before.IsEmpty || IsBlank(before[^1]) || "\"'`([{<>=:,;&".Contains(before[^1]);

    private static bool IsFollowed(ReadOnlySpan<char> rest) =>
        rest.IsEmpty
        || IsBlank(rest[0])
        || "\"'`)]}><&,;".Contains(rest[0])
        || (".:!?".Contains(rest[0]) && (rest.Length == 1 || IsBlank(rest[1])));

    private static int Marked(in Layer layer, int floor, int place, ref Unwrapping work)
    {
        var text = layer.Text;
        var first = Walk(text[floor..], place - floor, -2) + floor;
        var end = Walk(text, place, 2);
        if (((end - first) / 2) + 2 < MinLetters)
        {
            return floor;
        }

        if (layer.IsNew(first, end))
        {
            AddEach(layer, first - 1 >= floor ? first - 1 : first + 1, end + 1, 2, ref work);
        }

        return end + 1;
    }

    // The last place in this direction that holds the mark. The letters may be marks themselves, as in "s-k---p", but a ruled line is none.
    private static int Walk(ReadOnlySpan<char> text, int place, int step)
    {
        var same = 0;
        for (var next = place + step; next >= 0 && next < text.Length && text[next] == text[place]; next += step)
        {
            same = text[next - (step / 2)] == text[place] ? same + 1 : 0;
            if (same > MaxMarkLetters)
            {
                break;
            }

            place = next;
        }

        return place;
    }

    // Letters with the same few characters between them: `s, k, -`, `['s', 'k']`, and a list with a letter on each line.
    private static int Listed(in Layer layer, int floor, int probe, ref Unwrapping work)
    {
        var text = layer.Text;
        for (var period = 3; period <= MaxPeriod && probe + (3 * period) <= text.Length; period++)
        {
            var letter = Letter(text.Slice(probe, 3 * period), period);
            if (letter < 0 || probe + letter + period > text.Length)
            {
                continue;
            }

            var (first, last) = (probe + letter, probe + letter);
            var between = text.Slice(first + 1, period - 1);
            if (between.ContainsAny(LeakAlphabet.Alphanumeric.Values))
            {
                continue;
            }

            while (first - period >= floor && text.Slice(first - period + 1, period - 1).SequenceEqual(between))
            {
                first -= period;
            }

            while (last + period < text.Length && text.Slice(last + 1, period - 1).SequenceEqual(between))
            {
                last += period;
            }

            if (((last - first) / period) + 1 < MinLetters)
            {
                continue;
            }

            if (layer.IsNew(first, last + 1))
            {
                AddEach(layer, first, last, period, ref work);
            }

            return last + 1;
        }

        return floor;
    }

    // The one place of three periods that is not the same in all of them; -1 when there is none, or more.
    private static int Letter(ReadOnlySpan<char> text, int period)
    {
        var letter = -1;
        for (var place = 0; place < period; place++)
        {
            if (text[place] != text[place + period] || text[place] != text[place + (2 * period)])
            {
                if (letter >= 0)
                {
                    return -1;
                }

                letter = place;
            }
        }

        return letter;
    }

    private static void AddEach(in Layer layer, int first, int last, int step, ref Unwrapping work)
    {
        if (work.Build() is not { } built)
        {
            work.Skip(layer, first, Math.Min(layer.Text.Length, last + 1));
            return;
        }

        for (var at = first; at <= last && at < layer.Text.Length; at += step)
        {
            built.Copy(layer.Text.Slice(at, 1), at);
        }

        work.Add(layer, built, squeezed: true, everywhere: "spaced letters");
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c);

    private static bool IsMark(char c) => !char.IsLetterOrDigit(c) && !IsBlank(c);
}
