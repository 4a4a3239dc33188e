using Gatehouse.Egress.Credentials;
using Gatehouse.Egress.Dialling;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Policy;

namespace Gatehouse.Egress.Leases;

/// <summary>The only door to the network. Thread-safe; one for the whole server.</summary>
public sealed class Outbound : IOutbound, IDisposable
{
    private readonly GatePolicy _policy;
    private readonly ConnectionPools _pools;
    private readonly CredentialInjector _injector;
    private readonly TimeProvider _clock;

    public Outbound(
        GatePolicy policy,
        IReadOnlyCollection<ConfiguredEndpoint> endpoints,
        IReadOnlyCollection<EgressCredential> credentials,
        TimeProvider clock
    )
        : this(policy, endpoints, credentials, new SystemResolver(), new SocketDialer(), clock) { }

    internal Outbound(
        GatePolicy policy,
        IReadOnlyCollection<ConfiguredEndpoint> endpoints,
        IReadOnlyCollection<EgressCredential> credentials,
        IResolver resolver,
        IDialer dialer,
        TimeProvider clock
    )
    {
        (_policy, _clock) = (policy, clock);
        _pools = new ConnectionPools(new GuardedConnect(resolver, dialer, endpoints), clock);
        _injector = new CredentialInjector(credentials);
    }

    public HttpClient Open(GatePass pass, Effect effect)
    {
        pass.Redeem(effect);
        var scope = pass.Scope ?? throw new GatePassException("the effect has no reach to the network");
        var handler = new LeaseHandler(scope, pass.Expires, pass.Traffic, _policy, _pools, _injector, _clock);
#pragma warning disable RS0030 // The one place where a client is made: its handler is the lease.
        return new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    public void Dispose() => _pools.Dispose();
}
