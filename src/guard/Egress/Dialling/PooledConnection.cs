using System.Net;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;

namespace Gatehouse.Egress.Dialling;

/// <summary>
/// The transport for one connection at a time, rented by one request at a time. A transport for all would hand one request's connection to
/// another, and could write a request to a second connection after the first broke.
/// </summary>
/// <remarks>Not thread-safe but for the transport's own waiting; its renter owns it until it gives it back or disposes it.</remarks>
internal sealed class PooledConnection : IDisposable
{
    /// <summary>
    /// Longest a page's connection waits for its next request. 3 s: common servers close theirs after 5 s (node, Apache), and a request
    /// that meets the close on its way is lost, for it is not sent again.
    /// </summary>
    private static readonly TimeSpan PageIdle = TimeSpan.FromSeconds(3);

    /// <summary>The model's: its servers keep connections for a minute and more, and a handshake delays the first word.</summary>
    private static readonly TimeSpan ModelIdle = TimeSpan.FromSeconds(30);

    private readonly GuardedConnect _connect;
    private readonly IDisposable _transport;
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _send;
    private volatile Exchange? _current;
    private volatile bool _isOpen;
    private CancellationTokenRegistration _whileShakingHands;

#pragma warning disable RS0030 // The one place where an HTTP transport is built: every connection of it goes through GuardedConnect.
    public PooledConnection(ConnectionKey key, GuardedConnect connect)
    {
        (Key, _connect) = (key, connect);
        var transport = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                // Proxy variables in the environment would move the connection away from the checked address.
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                ActivityHeadersPropagator = null,
                ConnectTimeout = TimeSpan.FromSeconds(15),
                MaxConnectionsPerServer = 1,
                // A name that moves is noticed within two minutes: the addresses of a kept connection were checked when it was opened.
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
                PooledConnectionIdleTimeout = IdleLimit,
                // What nobody reads is Receiving's to read or to leave.
                MaxResponseDrainSize = 0,
                MaxResponseHeadersLength = EgressScope.ResponseHeadBytes / 1024,
                ConnectCallback = DialAsync,
                PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(Opened(context.PlaintextStream)),
            }
        );
        (_transport, _send) = (transport, transport.SendAsync);
    }
#pragma warning restore RS0030

    public ConnectionKey Key { get; }

    /// <summary>Longest that it is kept unused.</summary>
    public TimeSpan IdleLimit => Key.Caller == EffectCallers.Model ? ModelIdle : PageIdle;

    /// <summary>Whether there is a connection: either side may close one that is kept.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>When it was given back.</summary>
    public DateTimeOffset KeptSince { get; private set; }

    /// <summary>What the connection is rented for. Bytes of nobody's request are neither sent nor read.</summary>
    public Exchange Current => _current ?? throw new InvalidOperationException("The connection is not rented.");

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, Exchange exchange, CancellationToken ct)
    {
        _current = exchange;
        return _send(request, ct);
    }

    /// <summary>The answer was read to its end.</summary>
    public void End(DateTimeOffset now)
    {
        _current = null;
        KeptSince = now;
    }

    /// <summary>For what lets go of one that broke in the middle of an answer.</summary>
    public void LeaveAtMost(int bytes) => _current?.LeaveAtMost(bytes);

    public void Closed() => _isOpen = false;

    public void Dispose() => _transport.Dispose();

    private MeteredStream Opened(Stream stream)
    {
        _whileShakingHands.Dispose();
        _isOpen = true;
        return new MeteredStream(stream, this);
    }

    private async ValueTask<Stream> DialAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var exchange = Current;
        // What is dialled is what was decided.
        if (
            context.DnsEndPoint.Port != exchange.Target.Port
            || !string.Equals(context.DnsEndPoint.Host, exchange.Target.Host.Value.Trim('[', ']'), StringComparison.Ordinal)
        )
        {
            throw EgressFailure.Refused(EgressRefusal.NotCanonical, "The transport would dial another host than the one decided.");
        }

        if (!exchange.MayDial())
        {
            throw EgressFailure.SentAlready();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, exchange.Stopped);
        try
        {
            var connection = await _connect.ConnectAsync(Key.Caller, exchange.Target, either.Token);
            // The transport would shake hands for some seconds more after a stop.
            _whileShakingHands = exchange.Stopped.UnsafeRegister(static stream => ((Stream)stream!).Dispose(), connection);
            return connection;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The transport knows its own limit by its own token.
            throw new OperationCanceledException(ct);
        }
    }
}
