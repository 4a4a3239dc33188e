namespace Gatehouse.Security.Injection;

/// <summary>Signals found so far: one bit each, so that a clean text costs no memory.</summary>
internal ref struct SignalSet
{
    private int _bits;

    public readonly bool IsEmpty => _bits == 0;

    public readonly bool Has(InjectionSignal signal) => (_bits & (1 << (int)signal)) != 0;

    public void Add(InjectionSignal signal) => _bits |= 1 << (int)signal;

    public readonly IReadOnlyList<InjectionSignal> ToList()
    {
        if (_bits == 0)
        {
            return [];
        }

        var found = new List<InjectionSignal>();
        foreach (var signal in Enum.GetValues<InjectionSignal>())
        {
            if (Has(signal))
            {
                found.Add(signal);
            }
        }

        return found;
    }
}
