using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Access;

/// <summary>Counts wrong credentials by peer. Beyond the limit the answer is 429 and nothing is logged; a good credential is never held up.</summary>
/// <remarks>Thread-safe. Holds at most <see cref="MaxPeers"/> peers; beyond it strangers share one window.</remarks>
internal sealed class FailedAttempts(TimeProvider clock, ILogger<FailedAttempts> logger)
{
    private const int MaxPeers = 1024;

    /// <summary>Bytes of an IPv6 address that count: a single customer gets a /64 (RFC 6177) and could take a new address for every guess.</summary>
    private const int NetworkBytes = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, SlidingWindow> _peers = [];
    private readonly SlidingWindow _others = New(clock);
    private long _total;

    /// <summary>Wrong credentials since the server started.</summary>
    public long Total => Interlocked.Read(ref _total);

    /// <summary>Counts one failure; false when the peer has had its share, with the time until the next is counted.</summary>
    /// <param name="route">Where, as the route is declared; goes to the log.</param>
    public bool TryCount(IPAddress? peer, string route, out TimeSpan retryAfter)
    {
        Interlocked.Increment(ref _total);
        var taken = Window(Network(peer)).TryTake(out retryAfter);
        if (taken)
        {
            logger.WrongCredential(peer?.ToString() ?? "unknown", route);
        }

        return taken;
    }

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

    private static IPAddress? Network(IPAddress? peer)
    {
        if (peer is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return peer;
        }

        var bytes = peer.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }

    private static SlidingWindow New(TimeProvider clock) => new(GatewayLimits.Failures, GatewayLimits.FailurePeriod, clock);
}
