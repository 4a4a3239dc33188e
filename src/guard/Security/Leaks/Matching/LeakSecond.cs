namespace Gatehouse.Security.Leaks.Matching;

/// <summary>One more place of a shape, away from its anchor: looked at first, as most anchors in ordinary text are of other words.</summary>
internal readonly struct LeakSecond
{
    private readonly int _at;

    // A bit for each ASCII character that may stand there.
    private readonly ulong _low;
    private readonly ulong _high;

    /// <param name="shape">The shape.</param>
    /// <param name="anchorAt">Where its anchor begins within it.</param>
    public LeakSecond(LeakShape shape, int anchorAt)
    {
        var places = shape.Places(LeakAnchor.MostKinds);
        var others = Enumerable
            .Range(0, places.Count)
            .Where(at => places[at].Length > 0 && (at < anchorAt || at >= anchorAt + LeakAnchor.Width));
        // Where there is no other, a place of the anchor itself says nothing new and does no harm.
        _at = others.DefaultIfEmpty(anchorAt).MinBy(at => LeakText.Share(places[at]));
        foreach (var c in places[_at])
        {
            _low |= c < 64 ? 1UL << c : 0;
            _high |= c < 64 ? 0 : 1UL << c;
        }
    }

    /// <summary>Whether the shape could be complete from <paramref name="start"/> in this text.</summary>
    public bool Allows(ReadOnlySpan<char> text, int start)
    {
        var at = start + _at;
        return (uint)at < (uint)text.Length && (((text[at] < 64 ? _low : _high) >> text[at]) & 1) != 0 && text[at] < 128;
    }
}
