namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Finds every match of every shape: a filter names places, and there the shapes are tried.</summary>
/// <remarks>
/// At each place every shape is tried, so no literal hides another: <c>sk-</c> is the start of <c>sk-ant-api</c>. A match within
/// an earlier match of the same shape is not listed: it says nothing new. Immutable and thread-safe.
/// </remarks>
internal sealed class LeakIndex
{
    private const int BufferLength = 4 * LeakFilter.Step;

    private readonly (LeakPattern Pattern, LeakShape Shape)[] _shapes;
    private readonly LeakAnchors _anchors;
    private readonly LeakFilter _filter;
    private readonly LeakSecond[] _seconds;
    private readonly int[][] _byFirst;

    // A shape that begins closer to the end than this may not have its anchor in the text yet.
    private readonly int _maxAnchorEnd;

    public LeakIndex(IEnumerable<LeakPattern> patterns)
    {
        _shapes = [.. from pattern in patterns from shape in pattern.Shapes select (pattern, shape)];
        var groups = LeakGrouping.Of([.. _shapes.Select(entry => entry.Shape)]);
        var anchors = groups.SelectMany(group => group.Anchors).ToList();
        _anchors = new LeakAnchors(anchors);
        _filter = new LeakFilter(groups);
        _maxAnchorEnd = anchors.Max(anchor => anchor.Offset + LeakAnchor.Width);
        _seconds = [.. anchors.OrderBy(anchor => anchor.Shape).Select(anchor => new LeakSecond(this[anchor.Shape], anchor.Offset))];
        _byFirst = ByFirst();
        MaxHead = _shapes.Max(entry => entry.Shape.MaxHead);
    }

    public int MaxHead { get; }

    public int Count => _shapes.Length;

    public LeakShape this[int shape] => _shapes[shape].Shape;

    /// <summary>Adds every match that begins at <paramref name="from"/> or later; allocates nothing when there is none.</summary>
    /// <param name="text">Up to <see cref="LeakBorder.MaxBack"/> characters before <paramref name="from"/> are looked at, too.</param>
    /// <param name="from">The first place at which a match may begin.</param>
    /// <param name="ends">For each shape where its furthest match so far ends: matches within that are not added. Null: none yet.</param>
    /// <param name="matches">In no order.</param>
    /// <returns>How many characters were looked at, apart from the filter's own pass, which looks at each once.</returns>
    public long Find(ReadOnlySpan<char> text, int from, ref int[]? ends, ref List<LeakMatch>? matches)
    {
        Span<int> found = stackalloc int[BufferLength];
        var work = 0L;
        var next = from;
        while (text.Length - next >= LeakAnchor.Width)
        {
            foreach (var place in found[.._filter.Fill(text, ref next, found)])
            {
                var key = LeakAnchors.Key(text.Slice(place, LeakAnchor.Width));
                foreach (var entry in _anchors.At(key))
                {
                    var at = place - entry.Offset;
                    if (entry.Key == key && at >= from && _seconds[entry.Shape].Allows(text, at))
                    {
                        work += Try(text, at, entry.Shape, ref ends, ref matches);
                    }
                }
            }
        }

        return work;
    }

    private long Try(ReadOnlySpan<char> text, int at, int number, ref int[]? ends, ref List<LeakMatch>? matches)
    {
        var (pattern, shape) = _shapes[number];
        if (ends is not null && at + shape.MaxHead <= ends[number])
        {
            return 1;
        }

        var fit = shape.Fit(text, at, out var looked);
        var work = 1 + looked - at;
        if ((fit & LeakFit.Complete) == 0)
        {
            return work;
        }

        // Matches inside one run share its end; walking to it again for each would be quadratic on "sk-proj-sk-proj-…".
        ends ??= new int[_shapes.Length];
        if (looked > ends[number])
        {
            var end = shape.EndOf(text, looked);
            work += end - looked;
            ends[number] = end;
            (matches ??= []).Add(new LeakMatch(pattern, number, at, end));
        }

        return work;
    }

    /// <summary>The first place from which a shape is still open at the end of <paramref name="text"/>; its length if none.</summary>
    public int FirstOpen(ReadOnlySpan<char> text, int from, out bool bodyOpen)
    {
        bodyOpen = false;
        var first = text.Length;
        var late = Math.Max(from, text.Length - _maxAnchorEnd);

        // 1. Shapes whose anchor is in the text already: the filter finds it.
        Span<int> found = stackalloc int[BufferLength];
        var next = Math.Max(from, text.Length - MaxHead);
        while (text.Length - next >= LeakAnchor.Width)
        {
            foreach (var place in found[.._filter.Fill(text, ref next, found)])
            {
                var key = LeakAnchors.Key(text.Slice(place, LeakAnchor.Width));
                foreach (var entry in _anchors.At(key))
                {
                    var at = place - entry.Offset;
                    if (entry.Key == key && at >= from && at < late)
                    {
                        Note(text, at, entry.Shape, ref first, ref bodyOpen);
                    }
                }
            }
        }

        // 2. Those that begin so late that it may not be.
        for (var at = late; at < text.Length; at++)
        {
            if (text[at] < _byFirst.Length)
            {
                foreach (var number in _byFirst[text[at]])
                {
                    Note(text, at, number, ref first, ref bodyOpen);
                }
            }
        }

        return first;
    }

    private void Note(ReadOnlySpan<char> text, int at, int number, ref int first, ref bool bodyOpen)
    {
        var fit = _shapes[number].Shape.Fit(text, at, out _);
        if ((fit & (LeakFit.OpenStart | LeakFit.OpenBody)) != 0)
        {
            first = Math.Min(first, at);
            bodyOpen |= (fit & LeakFit.OpenBody) != 0;
        }
    }

    private int[][] ByFirst()
    {
        var lists = Enumerable.Range(0, 128).Select(_ => new List<int>()).ToList();
        for (var number = 0; number < _shapes.Length; number++)
        {
            foreach (var c in _shapes[number].Shape.Places(lists.Count)[0])
            {
                lists[c].Add(number);
            }
        }

        return [.. lists.Select(list => list.ToArray())];
    }
}
