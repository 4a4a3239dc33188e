namespace Gatehouse.Security.Leaks.Matching;

/// <summary>Anchors that share tables: at each place, the low and the high halves of the characters that one of them allows.</summary>
internal sealed class LeakGroup
{
    private readonly List<LeakAnchor> _anchors = [];
    private readonly int[] _low = new int[LeakAnchor.Width];
    private readonly int[] _high = new int[LeakAnchor.Width];

    /// <summary>How often text passes by chance, per character.</summary>
    public float Rate { get; private set; }

    public IReadOnlyList<LeakAnchor> Anchors => _anchors;

    public float RateWith(LeakAnchor anchor)
    {
        var rate = 1f;
        for (var place = 0; place < LeakAnchor.Width; place++)
        {
            rate *= LeakText.Share(_low[place] | anchor.Low[place], _high[place] | anchor.High[place]);
        }

        return rate;
    }

    public void Add(LeakAnchor anchor)
    {
        _anchors.Add(anchor);
        Allow(anchor);
        Rate = RateWith(anchor);
    }

    public void Remove(LeakAnchor anchor)
    {
        _anchors.Remove(anchor);
        Array.Clear(_low);
        Array.Clear(_high);
        _anchors.ForEach(Allow);
        Rate = _anchors.Count == 0 ? 0 : RateWith(_anchors[0]);
    }

    public bool AllowsLow(int place, int half) => ((_low[place] >> half) & 1) != 0;

    public bool AllowsHigh(int place, int half) => ((_high[place] >> half) & 1) != 0;

    private void Allow(LeakAnchor anchor)
    {
        for (var place = 0; place < LeakAnchor.Width; place++)
        {
            _low[place] |= anchor.Low[place];
            _high[place] |= anchor.High[place];
        }
    }
}
