namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Three neighbouring characters of a shape: where they stand, the shape may.</summary>
internal sealed class LeakAnchor
{
    public const int Width = 3;

    /// <summary>A place that allows more kinds of characters is not worth looking at.</summary>
    public const int MostKinds = 70;

    // An anchor is looked up in a table of all the ways to write it: SK and a hex digit are 22.
    private const int MostSpellings = 128;

    // Of the places where a shape can be anchored, only the rarest are worth weighing.
    private const int MostChoices = 6;

    private readonly string[] _places;

    private LeakAnchor(int shape, int offset, string[] places)
    {
        (Shape, Offset, _places) = (shape, offset, places);
        for (var place = 0; place < Width; place++)
        {
            foreach (var c in places[place])
            {
                Low[place] |= 1 << (c & 15);
                High[place] |= 1 << (c >> 4);
            }
        }
    }

    /// <summary>Which shape, by its number in the index.</summary>
    public int Shape { get; }

    /// <summary>Where the three begin within the shape.</summary>
    public int Offset { get; }

    /// <summary>For each place the low halves of its characters, as bits.</summary>
    public int[] Low { get; } = new int[Width];

    /// <summary>For each place the high halves of its characters, as bits.</summary>
    public int[] High { get; } = new int[Width];

    /// <summary>How often ordinary text has it, per character.</summary>
    public float Rate => LeakText.Share(Low[0], High[0]) * LeakText.Share(Low[1], High[1]) * LeakText.Share(Low[2], High[2]);

    /// <summary>All ways to write it.</summary>
    public IEnumerable<string> Spellings =>
        from first in _places[0]
        from second in _places[1]
        from third in _places[2]
        select string.Concat([first, second, third]);

    /// <summary>All anchors that a shape could have.</summary>
    /// <exception cref="InvalidOperationException">It has none: it does not begin with three characters of few kinds.</exception>
    public static IReadOnlyList<LeakAnchor> Of(LeakShape shape, int number)
    {
        var known = shape.Places(MostKinds);
        var anchors = new List<LeakAnchor>();
        for (var offset = 0; offset + Width <= known.Count; offset++)
        {
            string[] places = [known[offset], known[offset + 1], known[offset + 2]];
            if (places.Aggregate(1, (count, place) => count * place.Length) is > 0 and <= MostSpellings)
            {
                anchors.Add(new LeakAnchor(number, offset, places));
            }
        }

        return anchors.Count > 0
            ? [.. anchors.OrderBy(anchor => anchor.Rate).Take(MostChoices)]
            : throw new InvalidOperationException($"The shape '{shape.Literal}' begins with too many kinds of characters.");
    }
}
