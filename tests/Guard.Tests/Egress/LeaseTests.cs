using System.Net;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Egress;

[Trait("Invariant", "G5")]
public sealed class LeaseTests
{
    private const string Url = "http://news.example/today";
    private static readonly FetchPage Page = SomeEffect.Page(Url);

    [Theory]
    [Trait("Row", "I-128")]
    [InlineData("http://other.example/today", "OutsideLease")]
    [InlineData("http://news.example/", "OutsideLease")]
    [InlineData("http://news.example/today?x", "OutsideLease")]
    [InlineData("http://news.example/today/", "OutsideLease")]
    [InlineData("http://news.example:8080/today", "OutsideLease")]
    [InlineData("https://news.example/today", "OutsideLease")]
    [InlineData("http://news.example/TODAY", "OutsideLease")]
    [InlineData("http://news.example/a/../today", "NotCanonical")]
    [InlineData("http://news.example/./today", "NotCanonical")]
    [InlineData("http://user@news.example/today", "NotCanonical")]
    [InlineData("http://news.example/\\today", "NotCanonical")]
    [InlineData("http://news.example/to\tday", "NotCanonical")]
    [InlineData("http://news.example/to day", "OutsideLease")]
    [InlineData("http://news.example/today|", "NotCanonical")] // the framework would encode it
    [InlineData("http://news.example/%74oday", "NotCanonical")] // or decode it
    [InlineData("http://0x5db8d70e/today", "OutsideLease")]
    [InlineData("http://news.example.evil.example/today", "OutsideLease")]
    [InlineData("http://n\u00e9ws.example/today", "OutsideLease")] // read alike, and another host
    [InlineData("http://news.example./today", "NotCanonical")] // the framework would keep the dot in the Host header
    [InlineData("http://\uff4eews.example./today", "NotCanonical")]
    [InlineData("ftp://news.example/today", "NotCanonical")]
    public async Task A_request_to_another_address_is_refused(string url, string reason)
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        await RefusedAsync(client, new HttpRequestMessage(HttpMethod.Get, url), reason);
        Assert.Empty(rig.Resolver.Asked);
    }

    [Fact]
    public async Task A_relative_address_is_refused()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        client.BaseAddress = new Uri("http://other.example/");
        await RefusedAsync(client, new HttpRequestMessage(HttpMethod.Get, "/today"), "OutsideLease");
    }

    [Theory]
    [InlineData("/%74oday")]
    [InlineData("/a|b[c]'d~?{e}=[f]`^g|h'")]
    [InlineData("/%7Euser/%e2%82%ac?a=%2e%2e/")]
    [InlineData("/.well-known/...?")]
    [InlineData("//a//?//")]
    public async Task What_was_decided_is_sent_to_the_letter_and_not_as_the_transport_would_write_it(string tail)
    {
        using var rig = new EgressRig();
        var effect = SomeEffect.Page("http://news.example" + tail);
        using var client = rig.Open(effect);
        using var verbatim = new HttpRequestMessage(HttpMethod.Get, effect.Target.ToUri());
        using var response = await client.SendAsync(verbatim);
        var sent = tail.Replace("h'", "h%27", StringComparison.Ordinal);
        Assert.StartsWith($"GET {sent} HTTP/1.1\r\n", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
        Assert.Equal(sent, effect.Target.PathAndQuery);
    }

    [Theory]
    [InlineData("HTTP://NEWS.EXAMPLE:80/today")]
    [InlineData("http://news.example/today#part")]
    [InlineData(" http://news.example/today ")]
    public async Task Another_spelling_that_both_read_alike_is_the_same_request(string url)
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        using var response = await client.GetAsync(url);
        Assert.StartsWith("GET /today HTTP/1.1\r\nHost: news.example\r\n", rig.Dialer.Heads.Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("get")]
    [InlineData("CONNECT")]
    public async Task Another_method_is_refused(string method)
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        await RefusedAsync(client, new HttpRequestMessage(new HttpMethod(method), Url), "MethodOutsideLease");
    }

    [Fact]
    public async Task A_second_request_is_refused()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        using var first = await client.GetAsync(Url);
        await RefusedAsync(client, new HttpRequestMessage(HttpMethod.Get, Url), "LeaseUsedUp");
        Assert.Single(rig.Dialer.Heads);
    }

    [Fact]
    public async Task Of_racing_requests_one_is_sent()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        var racing = Enumerable.Range(0, 16).Select(_ => Task.Run(() => Record.ExceptionAsync(() => client.GetAsync(Url))));
        Assert.Single(await Task.WhenAll(racing), failure => failure is null);
        Assert.Single(rig.Dialer.Heads);
    }

    [Fact]
    public async Task An_expired_lease_is_refused()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        rig.Clock.Advance(TimeSpan.FromSeconds(40));
        await RefusedAsync(client, new HttpRequestMessage(HttpMethod.Get, Url), "LeaseExpired");
    }

    [Fact]
    public async Task A_host_header_of_its_own_is_refused()
    {
        using var rig = new EgressRig();
        using var client = rig.Open(Page);
        var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.Host = "internal.example";
        await RefusedAsync(client, request, "HostHeader");
    }

    [Fact]
    [Trait("Invariant", "G4")]
    public void A_lease_needs_a_pass_for_this_effect_that_is_unused_and_has_reach()
    {
        using var rig = new EgressRig();
        var scope = EgressScope.For(Page, default);
        Assert.Throws<GatePassException>(() => rig.OpenPass(rig.Pass(Page, scope), SomeEffect.Page("http://news.example/other")));
        Assert.Throws<GatePassException>(() => rig.OpenPass(rig.Pass(Page, scope: null), Page));
        var pass = rig.Pass(Page, scope);
        rig.OpenPass(pass, Page).Dispose();
        Assert.Throws<GatePassException>(() => rig.OpenPass(pass, Page));
    }

    [Theory]
    [Trait("Row", "I-178")]
    [Trait("Row", "I-179")]
    [Trait("Row", "I-220")]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response([], "Location: http://127.0.0.1/\r\n", $"{status} Moved"));
        using var client = rig.Open(Page);
        using var response = await client.GetAsync(Url);
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Single(rig.Dialer.Dialled);
        Assert.Single(rig.Dialer.Heads);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        using var rig = new EgressRig();
        rig.Dialer.Answer = FakeDialer.Bytes(FakeDialer.Response([], "Set-Cookie: id=1; Path=/\r\n"));
        await rig.FetchAsync(Page);
        await rig.FetchAsync(Page);
        Assert.DoesNotContain(rig.Dialer.Heads, head => head.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_a_card_shows_as_added_is_what_is_added()
    {
        using var rig = new EgressRig();
        await rig.FetchAsync(Page);
        var added = HeaderRules.AddedByTransport(Page.Target, null).Select(header => $"{header.Name}: {header.Value}");
        Assert.Equal(added.Order(), rig.Dialer.Heads.Single().Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Order());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    public async Task A_server_that_hangs_up_without_an_answer_is_not_asked_again(string method)
    {
        // The transport repeats such requests by itself, up to three times; a lease means once.
        using var rig = new EgressRig();
        rig.Dialer.Answer = (_, _) => throw new IOException("hung up");
        var effect = SomeEffect.Request(WebMethods.Parse(method)!.Value, "http://news.example/");
        using var client = rig.Open(effect);
        using var request = new HttpRequestMessage(new HttpMethod(method), "http://news.example/");
        await Assert.ThrowsAsync<EffectFailedException>(() => client.SendAsync(request));
        Assert.Single(rig.Dialer.Heads);
    }

    private static async Task RefusedAsync(HttpClient client, HttpRequestMessage request, string reason)
    {
        using (request)
        {
            var refused = await Assert.ThrowsAsync<EffectFailedException>(() => client.SendAsync(request));
            Assert.Equal(FailureReason.RefusedByEgress, refused.Reason);
            Assert.EndsWith($"({reason})", refused.Message, StringComparison.Ordinal);
        }
    }
}
