using System.Net;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Behind the owner's own proxy, which here is 127.0.0.41; everyone else is a client who writes headers.</summary>
public sealed class ProxyTests
{
    private const string Public = "gatehouse.example";
    private static readonly IPAddress Proxy = IPAddress.Parse("127.0.0.41");

    [TestNetTheory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_proxys_word_counts_and_nobody_elses(string scheme)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(
            scheme,
            new Dictionary<string, string>
            {
                ["GATEWAY_TRUSTED_PROXIES"] = Proxy.ToString(),
                ["GATEWAY_PUBLIC_URL"] = $"https://{Public}",
                ["GATEWAY_AUTH_TOKEN"] = "a-token-of-the-owners-own-choice",
            }
        );
        using var proxy = new Caller(gatehouse, Proxy);
        using var stranger = new Caller(gatehouse, IPAddress.Parse("127.0.0.42"));
        var token = ("Authorization", "Bearer a-token-of-the-owners-own-choice");
        var (host, client, proto) = (("Host", Public), ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https"));

        Assert.Equal(200, await proxy.StatusAsync("GET", "/api/stop", null, host, client, proto, token));
        Assert.Equal(421, await proxy.StatusAsync("GET", "/api/stop", null, host, client, ("X-Forwarded-Proto", "http"), token));
        Assert.Equal(421, await proxy.StatusAsync("GET", "/api/stop", null, ("Host", "evil.example"), client, proto, token));
        Assert.Equal(421, await proxy.StatusAsync("GET", "/api/stop", null, host, client, ("X-Forwarded-Host", "evil.example"), token));
        Assert.Equal(
            421,
            await proxy.StatusAsync("GET", "/api/stop", null, ("Host", "evil.example"), client, proto, ("X-Forwarded-Host", Public), token)
        );
        Assert.Equal(
            421,
            await stranger.StatusAsync("GET", "/api/stop", null, ("Host", "evil.example"), ("X-Forwarded-Host", Public), token)
        );
        Assert.Equal(200, await stranger.StatusAsync("GET", "/api/stop", null, ("X-Forwarded-Host", "evil.example"), token));

        // The page's exact address is the public one; the cookie is for TLS alone.
        using var link = System.Text.Json.JsonDocument.Parse((await gatehouse.RunCliAsync("login", "--json")).Output);
        Assert.StartsWith($"https://{Public}/#login=", link.RootElement.Text("url"), StringComparison.Ordinal);
        var login = Caller.Json($$"""{"code":"{{link.RootElement.Text("url").Split('=')[1]}}"}""");
        using var signed = await proxy.SendAsync("POST", "/api/auth/login", login, host, client, proto, ("Origin", $"https://{Public}"));
        Assert.Equal(HttpStatusCode.OK, signed.StatusCode);
        Assert.Contains("; secure", signed.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);

        // A guesser behind the proxy holds up itself, not the others behind it, and takes no other name on by writing one.
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.Equal(401, await GuessAsync(proxy, "203.0.113.9"));
            Assert.Equal(401, await GuessAsync(stranger, $"203.0.113.{guess}"));
        }

        Assert.Equal(429, await GuessAsync(proxy, "203.0.113.9"));
        Assert.Equal(429, await GuessAsync(proxy, "198.51.100.7, 203.0.113.9"));
        Assert.Equal(401, await GuessAsync(proxy, "203.0.113.10"));
        Assert.Equal(429, await GuessAsync(stranger, "203.0.113.77"));

        var log = await File.ReadAllTextAsync(Path.Combine(gatehouse.Home, "logs", "gatehouse.log"));
        Assert.Contains("from 203.0.113.9 for", log, StringComparison.Ordinal);
        Assert.Contains("from 127.0.0.42 for", log, StringComparison.Ordinal);

        Task<int> GuessAsync(Caller caller, string forwarded) =>
            caller.StatusAsync("GET", "/api/stop", null, host, proto, ("X-Forwarded-For", forwarded), ("Authorization", "Bearer wrong"));
    }

    [TestNetTheory]
    [InlineData("0.0.0.0/0", "would believe everyone")]
    [InlineData("::/0", "would believe everyone")]
    [InlineData("127.0.0.1,", "separated by commas")]
    [InlineData("proxy.lan", "plain form")]
    [InlineData("10.0.0.1/8", "plain form")]
    public async Task A_list_that_would_believe_too_much_stops_the_start(string list, string named)
    {
        var refused = await GatehouseProcess.RunUntilExitAsync(
            new Dictionary<string, string> { ["GATEWAY_TRUSTED_PROXIES"] = list, ["GATEWAY_PUBLIC_URL"] = $"https://{Public}" }
        );

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(named, refused.Errors, StringComparison.Ordinal);
    }
}
