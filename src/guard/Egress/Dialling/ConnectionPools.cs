using System.Collections.Concurrent;
using System.Net;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Dialling;

/// <summary>
/// One pool of connections per caller: a private address that is granted to one caller must not be reached by another over a connection
/// that is already open.
/// </summary>
internal sealed class ConnectionPools(GuardedConnect connect) : IDisposable
{
    /// <summary>The decided target rides on the request, so that what is dialled is what was decided.</summary>
    public static readonly HttpRequestOptionsKey<RequestTarget> Decided = new("gatehouse.target");

    /// <summary>Set when a connection was opened for the request: the transport repeats some requests by itself, and once is once.</summary>
    private static readonly HttpRequestOptionsKey<bool> Dialled = new("gatehouse.dialled");

    private readonly ConcurrentDictionary<string, GuardedTransport> _pools = new(StringComparer.Ordinal);

    public GuardedTransport For(string caller) => _pools.GetOrAdd(caller, name => new GuardedTransport(Create(name)));

    public void Dispose()
    {
        foreach (var pool in _pools.Values)
        {
            pool.Dispose();
        }
    }

#pragma warning disable RS0030 // The one place where an HTTP transport is built: every connection of it goes through GuardedConnect.
    private SocketsHttpHandler Create(string caller) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            // Proxy variables in the environment would move the connection away from the checked address.
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            // A name that moves is noticed within two minutes: the addresses of a pooled connection were checked when it was opened.
            // Only the model's are kept: its requests have a body, so the transport never repeats them behind our back.
            PooledConnectionLifetime = caller == EffectCallers.Model ? TimeSpan.FromMinutes(2) : TimeSpan.Zero,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = EgressScope.ResponseHeadBytes / 1024,
            ConnectCallback = async (context, ct) =>
            {
                if (
                    !context.InitialRequestMessage.Options.TryGetValue(Decided, out var target)
                    || context.DnsEndPoint.Port != target.Port
                    || !string.Equals(context.DnsEndPoint.Host, target.Host.Value.Trim('[', ']'), StringComparison.Ordinal)
                )
                {
                    throw EgressFailure.Refused(EgressRefusal.NotCanonical, "The transport would dial another host than the one decided.");
                }

                if (context.InitialRequestMessage.Options.TryGetValue(Dialled, out _))
                {
                    throw EgressFailure.Refused(
                        EgressRefusal.LeaseUsedUp,
                        "The server closed the connection without an answer, and nothing is sent twice."
                    );
                }

                context.InitialRequestMessage.Options.Set(Dialled, true);
                return await connect.ConnectAsync(caller, target, ct);
            },
        };
#pragma warning restore RS0030
}
