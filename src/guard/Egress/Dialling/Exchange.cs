using Gatehouse.Gate.Passes;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Dialling;

/// <summary>
/// One request and its answer: counts every byte of both, framing included, and knows whether the request began to leave. The transport
/// sends some requests again by itself when a connection breaks, and once is once.
/// </summary>
/// <param name="maxReceived">Most bytes of the answer, its head and its framing included: what was reserved.</param>
/// <param name="ct">Ends a dial too: the transport would go on with it for nobody.</param>
/// <remarks>Thread-safe: a body may be sent while its answer is being read.</remarks>
internal sealed class Exchange(RequestTarget target, TrafficMeter traffic, long maxReceived, CancellationToken ct)
{
    private long _limit = maxReceived;
    private long _received;
    private int _dialled;
    private volatile bool _written;

    public RequestTarget Target => target;

    public CancellationToken Stopped => ct;

    /// <summary>Whether a byte of the request was given to a connection. Nobody can tell how far it came.</summary>
    public bool IsWritten => _written;

    /// <summary>Whether a connection may be opened for the request: once, and only while none of it is on another.</summary>
    public bool MayDial() => !_written && Interlocked.Exchange(ref _dialled, 1) == 0;

    /// <summary>How many bytes may be read next, at most one more than there may be: it shows that there are more.</summary>
    public int Room(int wanted) => (int)Math.Min(wanted, Interlocked.Read(ref _limit) - Interlocked.Read(ref _received) + 1);

    public void Sending(int bytes)
    {
        _written = true;
        traffic.Add(bytes);
    }

    /// <returns>False when it was more than there may be.</returns>
    public bool Received(int bytes)
    {
        traffic.Add(bytes);
        return Interlocked.Add(ref _received, bytes) <= Interlocked.Read(ref _limit);
    }

    /// <summary>From here on no more than so many bytes are read, framing included.</summary>
    public void LeaveAtMost(int bytes) =>
        Interlocked.Exchange(ref _limit, Math.Min(Interlocked.Read(ref _limit), Interlocked.Read(ref _received) + bytes));
}
