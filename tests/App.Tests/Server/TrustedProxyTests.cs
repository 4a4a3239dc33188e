using System.Net;
using Gatehouse.Server.Access;

namespace Gatehouse.App.Tests.Server;

/// <summary>Forwarding headers count when they come from a proxy that the owner listed, and from nobody else.</summary>
public sealed class TrustedProxyTests : IAsyncLifetime
{
    private const string Public = "gatehouse.example";

    // The tests' own connections come from 127.0.0.1, so here the test is the proxy.
    private GatewayUnderTest _behind = null!;
    private GatewayUnderTest _alone = null!;

    public async Task InitializeAsync()
    {
        _behind = await GatewayUnderTest.StartAsync(("GATEWAY_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8, fd00::/64"));
        _alone = await GatewayUnderTest.StartAsync(("GATEWAY_TRUSTED_PROXIES", "10.0.0.2"));
    }

    public async Task DisposeAsync()
    {
        await _behind.DisposeAsync();
        await _alone.DisposeAsync();
    }

    [Theory]
    [InlineData(Public, null, null, HttpStatusCode.OK, "the proxy passes the name on")]
    [InlineData(Public, "https", null, HttpStatusCode.OK, "and the scheme")]
    [InlineData("127.0.0.1:PORT", "https", Public, HttpStatusCode.OK, "the proxy calls us by our own name and tells the browser's")]
    [InlineData("127.0.0.1:PORT", "https", "GATEHOUSE.example", HttpStatusCode.OK, "names have no case")]
    [InlineData("127.0.0.1:PORT", "https", null, HttpStatusCode.MisdirectedRequest, "only the public name is served through the proxy")]
    [InlineData("localhost:PORT", null, null, HttpStatusCode.MisdirectedRequest, "the same")]
    [InlineData(Public, null, "evil.example", HttpStatusCode.MisdirectedRequest, "the browser asked for another name")]
    [InlineData(Public, null, Public + ", evil.example", HttpStatusCode.MisdirectedRequest, "two names")]
    [InlineData(Public, null, "", HttpStatusCode.MisdirectedRequest, "an empty name")]
    [InlineData(Public, "http", null, HttpStatusCode.MisdirectedRequest, "the browser came unencrypted")]
    [InlineData(Public, "https, http", null, HttpStatusCode.MisdirectedRequest, "two schemes")]
    [InlineData(Public, "HTTPS", null, HttpStatusCode.MisdirectedRequest, "no proxy writes it so")]
    [InlineData(
        "evil.example",
        null,
        Public,
        HttpStatusCode.MisdirectedRequest,
        "a rebinding page names itself, whatever it says was asked for"
    )]
    public async Task Through_the_proxy_only_the_public_address_is_served(
        string host,
        string? proto,
        string? forwarded,
        HttpStatusCode expected,
        string why
    )
    {
        var headers = new List<(string, string)>
        {
            ("Host", host.Replace("PORT", $"{_behind.Port}", StringComparison.Ordinal)),
            ("X-Forwarded-For", "203.0.113.9"),
        };
        Add(headers, "X-Forwarded-Proto", proto);
        Add(headers, "X-Forwarded-Host", forwarded);

        Assert.Equal((why, expected), (why, await _behind.StatusAsync(HttpMethod.Get, "/api/health", headers: [.. headers])));
    }

    [Fact]
    public async Task Without_forwarding_headers_the_listed_address_is_an_ordinary_client() =>
        Assert.Equal(HttpStatusCode.OK, await _behind.StatusAsync(HttpMethod.Get, "/api/health"));

    [Theory]
    [InlineData("127.0.0.1:PORT", HttpStatusCode.OK, "our own name")]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest, "a header cannot make a foreign name ours")]
    public async Task From_an_unlisted_peer_the_headers_change_nothing(string host, HttpStatusCode expected, string why)
    {
        (string, string)[] headers =
        [
            ("Host", host.Replace("PORT", $"{_alone.Port}", StringComparison.Ordinal)),
            ("X-Forwarded-For", "10.0.0.2"),
            ("X-Forwarded-Proto", "http"),
            ("X-Forwarded-Host", Public),
        ];

        Assert.Equal((why, expected), (why, await _alone.StatusAsync(HttpMethod.Get, "/api/health", headers: headers)));
    }

    [Fact]
    public async Task The_throttle_counts_the_client_and_not_the_proxy()
    {
        await ExhaustAsync(_behind, "203.0.113.9");

        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(_behind, "203.0.113.9"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(_behind, "203.0.113.10"));
        // What the client itself wrote before the proxy's entry is hearsay.
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(_behind, "198.51.100.1, 203.0.113.9"));
        // Further proxies of the owner's own are looked through.
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(_behind, "198.51.100.1, 203.0.113.9, 10.0.0.2"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(_behind, "203.0.113.9, nonsense"));
    }

    [Fact]
    public async Task From_an_unlisted_peer_every_guess_is_its_own()
    {
        for (var guess = 0; guess < GatewayLimits.Failures; guess++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(_alone, $"203.0.113.{guess}", ownName: true));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(_alone, "203.0.113.200", ownName: true));
    }

    [Fact]
    public async Task An_attacker_with_a_whole_IPv6_network_is_one_peer()
    {
        for (var guess = 0; guess < GatewayLimits.Failures; guess++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(_behind, $"2606:2800:220:1::{guess + 1:x}"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync(_behind, "2606:2800:220:1:ffff::1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(_behind, "2606:2800:220:2::1"));
    }

    private static async Task ExhaustAsync(GatewayUnderTest gateway, string client)
    {
        for (var guess = 0; guess < GatewayLimits.Failures; guess++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync(gateway, client));
        }
    }

    private static Task<HttpStatusCode> GuessAsync(GatewayUnderTest gateway, string client, bool ownName = false) =>
        gateway.StatusAsync(
            HttpMethod.Get,
            "/api/stop",
            "wrong-wrong-wrong-wrong",
            headers: [("Host", ownName ? $"127.0.0.1:{gateway.Port}" : Public), ("X-Forwarded-For", client)]
        );

    private static void Add(List<(string, string)> headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.Add((name, value));
        }
    }
}
