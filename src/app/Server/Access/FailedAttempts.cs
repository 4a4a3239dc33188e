using System.Net;

namespace Gatehouse.Server.Access;

/// <summary>Counts wrong credentials by peer. It slows only those who fail: a good credential is never held up by another's guesses.</summary>
/// <remarks>Thread-safe. Holds at most <see cref="MaxPeers"/> peers; beyond it strangers share one window.</remarks>
internal sealed class FailedAttempts(TimeProvider clock)
{
    private const int MaxPeers = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, SlidingWindow> _peers = [];
    private readonly SlidingWindow _others = New(clock);

    /// <summary>Counts one failure; false when the peer has had its share, with the time until the next is judged.</summary>
    public bool TryCount(IPAddress? peer, out TimeSpan retryAfter) => Window(peer).TryTake(out retryAfter);

    private SlidingWindow Window(IPAddress? peer)
    {
        if (peer is null)
        {
            return _others;
        }

        lock (_gate)
        {
            if (_peers.TryGetValue(peer, out var known))
            {
                return known;
            }

            if (_peers.Count >= MaxPeers)
            {
                ForgetUnsynchronized();
            }

            return _peers.Count >= MaxPeers ? _others : _peers[peer] = New(clock);
        }
    }

    private void ForgetUnsynchronized()
    {
        foreach (var peer in _peers.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key).ToList())
        {
            _peers.Remove(peer);
        }
    }

    private static SlidingWindow New(TimeProvider clock) => new(GatewayLimits.Failures, GatewayLimits.FailurePeriod, clock);
}
