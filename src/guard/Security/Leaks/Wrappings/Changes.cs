namespace Gatehouse.Security.Leaks.Wrappings;

/// <summary>Where a view differs from the text that it was made from. What lies between was looked at there already.</summary>
internal sealed class Changes
{
    private readonly string? _everywhere;
    private readonly IReadOnlyList<(int At, string Wrapping)> _places;

    private Changes(string? everywhere, IReadOnlyList<(int At, string Wrapping)> places) => (_everywhere, _places) = (everywhere, places);

    /// <summary>Nothing of the view stands in the text as it is.</summary>
    public static Changes Everywhere(string wrapping) => new(wrapping, []);

    /// <summary>Only at these places, in ascending order: a character was decoded there, or something taken out before it.</summary>
    public static Changes At(IReadOnlyList<(int At, string Wrapping)> places) => new(null, places);

    /// <summary>Whether a stretch differs, or what it borders on: a border says where a token begins.</summary>
    public bool IsIn(int start, int end) =>
        _everywhere is not null || (First(start - 1) is var first && first < _places.Count && _places[first].At <= end);

    /// <summary>The wrappings that were undone in a stretch, each once.</summary>
    public string Name(int start, int end)
    {
        if (_everywhere is not null)
        {
            return _everywhere;
        }

        var names = new List<string>();
        for (var at = First(start - 1); at < _places.Count && _places[at].At <= end; at++)
        {
            if (!names.Contains(_places[at].Wrapping))
            {
                names.Add(_places[at].Wrapping);
            }
        }

        return string.Join(" and ", names);
    }

    // The first place that is not before.
    private int First(int start)
    {
        var (low, high) = (0, _places.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _places[middle].At < start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
