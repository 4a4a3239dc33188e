using System.Net;

namespace Gatehouse.Server.Access;

/// <summary>Counts wrong credentials by peer. It slows only those who fail: a good credential is never held up by another's guesses.</summary>
/// <remarks>Thread-safe. Holds at most <see cref="MaxPeers"/> peers; beyond it strangers share one window.</remarks>
internal sealed class FailedAttempts(TimeProvider clock)
{
    private const int MaxPeers = 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, SlidingWindow> peers = [];
    private readonly SlidingWindow others = New(clock);

    /// <summary>Counts one failure; false when the peer has had its share, with the time until the next is judged.</summary>
    public bool TryCount(IPAddress? peer, out TimeSpan retryAfter) => Window(peer).TryTake(out retryAfter);

    private SlidingWindow Window(IPAddress? peer)
    {
        if (peer is null)
        {
            return others;
        }

        lock (gate)
        {
            if (peers.TryGetValue(peer, out var known))
            {
                return known;
            }

            if (peers.Count >= MaxPeers)
            {
                ForgetUnsynchronized();
            }

            return peers.Count >= MaxPeers ? others : peers[peer] = New(clock);
        }
    }

    private void ForgetUnsynchronized()
    {
        foreach (var peer in peers.Where(entry => entry.Value.IsEmpty).Select(entry => entry.Key).ToList())
        {
            peers.Remove(peer);
        }
    }

    private static SlidingWindow New(TimeProvider clock) => new(GatewayLimits.Failures, GatewayLimits.FailurePeriod, clock);
}
