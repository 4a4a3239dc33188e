using System.Text;
using Gatehouse.Egress.Leases;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Bench.Clients;

/// <summary>What a driver does: open a lease with its pass, send the one request, read the answer. The server is an endpoint the owner configured.</summary>
internal sealed class GuardedClients : IDisposable
{
    private readonly FetchPage _page;
    private readonly ModelCall _call;
    private readonly Digest _pageDigest;
    private readonly Digest _callDigest;
    private readonly Outbound _outbound;

    public GuardedClients(string url)
    {
        if (!RequestTarget.TryParse(url, out var target, out var why))
        {
            throw new ArgumentException($"{url}: {why}", nameof(url));
        }

        ConfiguredEndpoint[] endpoints =
        [
            new(EffectCallers.WebFetch, target.Host, target.Port),
            new(EffectCallers.Model, target.Host, target.Port),
        ];
        _outbound = new Outbound(new GatePolicy([.. endpoints], TimeProvider.System), endpoints, [], TimeProvider.System);
        _page = new FetchPage(target);
        _call = new ModelCall("bench", target, "model", Prompt, Messages: 1, MaxTokens: 100);
        (_pageDigest, _callDigest) = (Digest.Of(EffectCodec.Encode(_page)), Digest.Of(EffectCodec.Encode(_call)));
    }

    /// <summary>1 KiB of JSON.</summary>
    public static byte[] Prompt { get; } =
        Encoding.ASCII.GetBytes($$"""{"prompt":"{{string.Concat(Enumerable.Repeat("some words. ", 84))}}"}""");

    public Task<int> PageAsync() => SendAsync(_page, _pageDigest, HttpMethod.Get, _page.Target, body: null);

    public Task<int> ModelAsync() => SendAsync(_call, _callDigest, HttpMethod.Post, _page.Target, Prompt);

    public void Dispose() => _outbound.Dispose();

    private async Task<int> SendAsync(Effect effect, Digest digest, HttpMethod method, RequestTarget target, byte[]? body)
    {
        var scope = EgressScope.For(effect, TimeSpan.FromSeconds(30));
        var expires = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(40);
        var pass = new GatePass(new EffectId("bench"), digest, Label.OfOwner, scope, expires, TimeProvider.System);
        using var lease = _outbound.Open(pass, effect);
        using var request = new HttpRequestMessage(method, target.ToUri());
        request.Content = body is null ? null : new ByteArrayContent(body);
        using var response = await lease.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (await response.Content.ReadAsByteArrayAsync()).Length;
    }
}
