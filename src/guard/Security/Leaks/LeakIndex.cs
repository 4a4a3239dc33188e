using System.Buffers;

namespace Gatehouse.Security.Leaks;

/// <summary>Finds the places where a shape may start, in two vectorised passes: exact literals and case-insensitive ones.</summary>
/// <remarks>
/// At each place every shape is tried and the search goes on one character later, so no literal hides another:
/// <c>sk-</c> is a prefix of <c>sk-ant-api</c>. Immutable after construction and thread-safe.
/// </remarks>
internal sealed class LeakIndex
{
    private readonly (LeakPattern Pattern, LeakShape Shape)[] _shapes;
    private readonly SearchValues<string> _literals;

    public LeakIndex(IEnumerable<LeakPattern> patterns, bool ignoreCase)
    {
        _shapes = [.. from pattern in patterns from shape in pattern.Shapes where shape.IgnoreCase == ignoreCase select (pattern, shape)];
        _literals = SearchValues.Create(
            [.. _shapes.Select(entry => entry.Shape.Literal).Distinct()],
            ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal
        );
        MaxLiteral = _shapes.Max(entry => entry.Shape.Literal.Length);
        MaxHead = _shapes.Max(entry => entry.Shape.MaxHead);
    }

    public int MaxLiteral { get; }

    public int MaxHead { get; }

    /// <summary>Adds every match in <paramref name="text"/>; allocates nothing when there is none.</summary>
    public void Find(ReadOnlySpan<char> text, ref List<LeakMatch>? matches)
    {
        // Where the run that a shape's last match ended with ends. Matches inside one run share its end; walking to it
        // again for each would be quadratic on "sk-proj-sk-proj-…".
        Span<int> runEnds = stackalloc int[_shapes.Length];
        runEnds.Clear();
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            for (var i = 0; i < _shapes.Length; i++)
            {
                var (pattern, shape) = _shapes[i];
                if (shape.Fit(text[at..], out var length) != LeakFit.Complete)
                {
                    continue;
                }

                var end = at + length;
                if (shape.GoesOn && end <= runEnds[i])
                {
                    end = runEnds[i];
                }
                else
                {
                    end = runEnds[i] = shape.EndOf(text, end);
                }

                (matches ??= []).Add(new LeakMatch(pattern, shape, at, end));
            }
        }
    }

    /// <summary>The first place from which a shape is still open at the end of <paramref name="text"/>; its length if none.</summary>
    public int FirstOpen(ReadOnlySpan<char> text, out bool bodyOpen)
    {
        bodyOpen = false;
        var first = text.Length;

        // Complete literals can stand anywhere in the last MaxHead characters; unfinished ones only in the last few.
        for (var at = Next(text, Math.Max(0, text.Length - MaxHead)); at >= 0; at = Next(text, at + 1))
        {
            Note(text, at, ref first, ref bodyOpen);
        }

        for (var at = Math.Max(0, text.Length - MaxLiteral); at < text.Length; at++)
        {
            Note(text, at, ref first, ref bodyOpen);
        }

        return first;
    }

    private void Note(ReadOnlySpan<char> text, int at, ref int first, ref bool bodyOpen)
    {
        foreach (var (_, shape) in _shapes)
        {
            var fit = shape.Fit(text[at..], out _);
            if (fit is LeakFit.OpenLiteral or LeakFit.OpenBody)
            {
                first = Math.Min(first, at);
                bodyOpen |= fit == LeakFit.OpenBody;
            }
        }
    }

    private int Next(ReadOnlySpan<char> text, int from)
    {
        var found = text[from..].IndexOfAny(_literals);
        return found < 0 ? -1 : from + found;
    }
}
