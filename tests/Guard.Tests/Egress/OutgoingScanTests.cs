using System.Text;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Leaks;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Egress;

/// <summary>Step 3, whoever asked and whatever the policy said: a request with a key in it does not even open a connection.</summary>
[Trait("Row", "I-170")]
[Trait("Row", "I-182")]
[Trait("Row", "I-223")]
public sealed class OutgoingScanTests
{
    private static readonly string Base64 = Convert.ToBase64String(Encoding.ASCII.GetBytes($"key={SecretText.Key}"));

    [Fact]
    public async Task A_key_in_the_address_is_not_sent() =>
        await RefusedAsync(SomeEffect.Page($"https://news.example/?k={SecretText.Key}"), "address", _ => { });

    [Fact]
    public async Task A_key_in_base64_in_the_address_is_not_sent() =>
        await RefusedAsync(SomeEffect.Page($"https://news.example/?k={Uri.EscapeDataString(Base64)}"), "address", _ => { });

    [Fact]
    public async Task A_key_in_a_header_is_not_sent() =>
        await RefusedAsync(SomeEffect.Page(), "headers", request => request.Headers.TryAddWithoutValidation("X-Note", SecretText.Key));

    [Fact]
    public async Task A_key_in_the_body_is_not_sent() =>
        await RefusedAsync(
            SomeEffect.Model(EgressRig.ModelServer),
            "body",
            request => request.Content = new StringContent($"{{\"messages\":[\"{SecretText.Key}\"]}}")
        );

    [Fact]
    public async Task A_key_in_base64_in_the_body_is_not_sent() =>
        await RefusedAsync(SomeEffect.Model(EgressRig.ModelServer), "body", request => request.Content = new StringContent(Base64));

    [Fact]
    public async Task A_key_in_the_bodys_headers_is_not_sent() =>
        await RefusedAsync(
            SomeEffect.Model(EgressRig.ModelServer),
            "headers",
            request =>
            {
                request.Content = new StringContent("x");
                request.Content.Headers.TryAddWithoutValidation("Content-Language", SecretText.Key);
            }
        );

    [Fact]
    public async Task The_owners_own_key_goes_to_its_server_all_the_same()
    {
        using var rig = new EgressRig(EgressRig.Key(EffectCallers.Model, "127.0.0.1", 11434));
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response("ok"u8.ToArray()));
        var call = SomeEffect.Model(EgressRig.ModelServer);
        var request = EgressRig.Request(call);
        request.Content = new StringContent("hello");

        using var client = rig.Open(call);
        using var response = await client.SendAsync(request);

        Assert.Contains("Bearer", rig.Dialer.Heads.First(), StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(Effect effect, string place, Action<HttpRequestMessage> change)
    {
        using var rig = new EgressRig();
        var request = EgressRig.Request(effect);
        change(request);

        using var client = rig.Open(effect);
        var refused = await Assert.ThrowsAsync<EffectFailedException>(() => client.SendAsync(request));

        Assert.Contains(place, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SecretText.Key, refused.Message, StringComparison.Ordinal);
        Assert.True(refused.NotSent);
        Assert.Empty(rig.Dialer.Heads);
        Assert.Empty(rig.Resolver.Asked);
    }
}
