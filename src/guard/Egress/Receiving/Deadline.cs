using Gatehouse.Gate.Drivers;

namespace Gatehouse.Egress.Receiving;

/// <summary>The time limit of one exchange: a total, or for streams the longest silence.</summary>
/// <remarks>Not thread-safe; one exchange owns it, from sending to the last byte read.</remarks>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly TimeSpan _limit;
    private readonly bool _restarts;

    public Deadline(TimeSpan limit, bool restartsOnProgress, TimeProvider clock)
    {
        (_limit, _restarts) = (limit, restartsOnProgress);
        _source = new CancellationTokenSource(limit, clock);
    }

    public CancellationToken Token => _source.Token;

    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>A byte arrived.</summary>
    public void Progress()
    {
        if (_restarts)
        {
            _source.CancelAfter(_limit);
        }
    }

    public EffectFailedException TooSlow() => EgressFailure.TooSlow(_limit, _restarts);

    public void Dispose() => _source.Dispose();
}
