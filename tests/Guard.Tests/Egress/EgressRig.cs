using System.Text;
using Gatehouse.Egress.Credentials;
using Gatehouse.Egress.Leases;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Security.Vault;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>Egress over a scripted resolver and an internet in memory.</summary>
internal sealed class EgressRig : IDisposable
{
    public const string Public = "93.184.215.14";
    public const string ModelServer = "http://127.0.0.1:11434/v1/chat";

    /// <summary>What the owner of this rig configured.</summary>
    public static IReadOnlyCollection<ConfiguredEndpoint> Endpoints => Configured;

    private static readonly ConfiguredEndpoint[] Configured =
    [
        new(EffectCallers.Model, Some.Host("127.0.0.1"), 11434),
        new(EffectCallers.Model, Some.Host("models.example"), 8080),
        new(EffectCallers.Model, Some.Host("localhost"), 11434),
    ];

    private readonly Outbound _outbound;

    public EgressRig(params EgressCredential[] credentials) =>
        _outbound = new Outbound(new GatePolicy([.. Configured], Clock), Configured, credentials, Resolver, Dialer, Clock);

    public FakeClock Clock { get; } = new();

    public FakeResolver Resolver { get; } = new FakeResolver().Answer("news.example", Public);

    public FakeDialer Dialer { get; } = new();

    public static EgressCredential Key(string caller, string host, int port) =>
        new(caller, Some.Host(host), port, SecretValue.From("the-real-key".AsSpan()));

    public HttpClient Open(Effect effect, Func<EgressScope, EgressScope>? change = null)
    {
        var scope = EgressScope.For(effect, TimeSpan.FromSeconds(120))!;
        return _outbound.Open(Pass(effect, change?.Invoke(scope) ?? scope), effect);
    }

    public HttpClient OpenPass(GatePass pass, Effect effect) => _outbound.Open(pass, effect);

    public GatePass Pass(Effect effect, EgressScope? scope) =>
        new(
            new EffectId("e1"),
            Digest.Of(EffectCodec.Encode(effect)),
            Label.OfOwner,
            scope,
            Clock.GetUtcNow() + TimeSpan.FromSeconds(40),
            Clock
        );

    /// <summary>Opens a lease for the effect, requests its own address with its own method and reads the answer.</summary>
    public async Task<string> FetchAsync(Effect effect)
    {
        using var client = Open(effect);
        using var request = Request(effect);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The same, and gives the refusal.</summary>
    public async Task<EffectFailedException> RefusedAsync(Effect effect) =>
        await Assert.ThrowsAsync<EffectFailedException>(() => FetchAsync(effect));

    public static HttpRequestMessage Request(Effect effect) =>
        effect is ModelCall call
            ? new HttpRequestMessage(HttpMethod.Post, call.Endpoint!.Url) { Content = new ByteArrayContent([]) }
            : new HttpRequestMessage(HttpMethod.Get, EffectTargets.Of(effect)!.Url);

    public void Dispose() => _outbound.Dispose();
}
