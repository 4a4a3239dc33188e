using System.Net.Http.Headers;
using Gatehouse.Egress.Credentials;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Egress;

[Trait("Invariant", "G3")]
public sealed class CredentialTests
{
    private const string Real = "Authorization: Bearer the-real-key";

    [Fact]
    public async Task The_key_goes_to_its_caller_host_and_port_and_replaces_the_dummy()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Model, "127.0.0.1", 11434));
        using var client = rig.Open(SomeEffect.Model(EgressRig.ModelServer));
        using var request = EgressRig.Request(SomeEffect.Model(EgressRig.ModelServer));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "dummy");
        using var response = await client.SendAsync(request);
        Assert.Contains(Real, rig.Dialer.Heads.Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("dummy", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
        Assert.Null(request.Headers.Authorization);
        Assert.DoesNotContain("the-real-key", $"{response.RequestMessage}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dummy_leaves_also_where_there_is_no_key()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(SomeEffect.Model(EgressRig.ModelServer));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dummy");
        using var response = await client.PostAsync(EgressRig.ModelServer, content: null);
        Assert.DoesNotContain("Authorization", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EffectCallers.Http, "127.0.0.1", 11434)]
    [InlineData(EffectCallers.Model, "127.0.0.2", 11434)]
    [InlineData(EffectCallers.Model, "127.0.0.1", 11435)]
    public async Task The_key_of_another_caller_host_or_port_stays_here(string caller, string host, int port)
    {
        using var rig = new EgressRig(EgressRig.Key(caller, host, port));
        await rig.FetchAsync(SomeEffect.Model(EgressRig.ModelServer));
        Assert.DoesNotContain("the-real-key", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_never_goes_over_plain_http_to_another_machine()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Model, "models.example", 8080));
        rig.Resolver.Answer("models.example", "192.168.1.5");
        await rig.FetchAsync(SomeEffect.Model("http://models.example:8080/v1"));
        Assert.DoesNotContain("the-real-key", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_localhost_that_is_not_this_machine_gets_neither_key_nor_connection()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Model, "localhost", 11434));
        foreach (var address in (string[])["192.168.1.5", EgressRig.Public])
        {
            rig.Resolver.Answer("localhost", address);
            await rig.RefusedAsync(SomeEffect.Model("http://localhost:11434/v1"));
        }

        Assert.Empty(rig.Dialer.Dialled);
    }

    [Fact]
    public async Task A_localhost_that_is_this_machine_gets_the_key()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Model, "localhost", 11434));
        rig.Resolver.Answer("localhost", "127.0.0.1", "::1");
        await rig.FetchAsync(SomeEffect.Model("http://localhost:11434/v1"));
        Assert.Contains(Real, rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_goes_over_https()
    {
        var injector = new CredentialInjector([EgressRig.Key(EffectCallers.Model, "models.example", 443)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://models.example/v1");
        injector.Inject(EffectCallers.Model, Some.Target("https://models.example/v1"), request);
        Assert.Equal("Bearer the-real-key", $"{request.Headers.Authorization}");
    }

    [Fact]
    public async Task The_key_is_gone_from_the_request_afterwards_whoever_called()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Http, "api.example", 443));
        var effect = SomeEffect.Get("https://api.example/");
        rig.Resolver.Answer("api.example", "10.0.0.1");
        using var client = rig.Open(effect);
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.example/");
        Assert.NotNull(await Record.ExceptionAsync(() => client.SendAsync(request)));
        Assert.Null(request.Headers.Authorization);
    }

    [Fact]
    public async Task What_the_owner_approved_as_a_header_is_sent_where_there_is_no_key()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(SomeEffect.Get("http://news.example/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://news.example/");
        request.Headers.TryAddWithoutValidation("Authorization", "Basic YTpi");
        using var response = await client.SendAsync(request);
        Assert.Contains("Authorization: Basic YTpi", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }
}
