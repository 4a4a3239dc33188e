using System.Net;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.FrontDoor.Tests.Egress;

/// <summary>What was decided is what is resolved, greeted, asked for and dialled, by the running program.</summary>
[Trait("Invariant", "G5")]
public sealed class DecidedIsDialledTests : IAsyncLifetime
{
    private static readonly string[] ProxyVariables = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

    private HttpOrigin? _proxy;
    private GatehouseProcess _gatehouse = null!;
    private GatewayClient _owner = null!;

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _proxy = (await HttpOrigin.StartAsync(IPAddress.Loopback, Ports.Next())).Serve("*", "proxied");
            // Every test of this class runs with them: none may take another way than the one that was checked.
            _gatehouse = await GatehouseProcess.StartAsync(ProxyVariables.ToDictionary(name => name, _ => _proxy.BaseUrl));
            _owner = await GatewayClient.ConnectAsync(_gatehouse);
        }
    }

    public async Task DisposeAsync()
    {
        if (_proxy is not null)
        {
            Assert.Equal(0, _proxy.Connections);
            _owner.Dispose();
            await _gatehouse.DisposeAsync();
            await _proxy.DisposeAsync();
        }
    }

    [TestNetFact]
    [Trait("Row", "A-080")]
    public async Task Name_greeting_host_header_target_and_address_are_those_of_the_decision()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("xn--bcher-kva.example.com")).Serve("*", "read", "text/plain");

        var turn = await _owner.SendAndWaitAsync("fetch HTTPS://B\u00fccher.EXAMPLE.com.:0443/caf\u00e9/[x]|~?a[0]='`^{|}#part");

        Assert.Contains("read", turn.Response(), StringComparison.Ordinal);
        var request = Assert.Single(origin.Requests);
        Assert.Equal("/caf%C3%A9/[x]|~?a[0]=%27`^{|}", request.RawTarget);
        Assert.Equal("xn--bcher-kva.example.com", request.Headers["Host"]);
        // The framework tells the greeting's name in Unicode.
        Assert.Equal(["b\u00fccher.example.com"], origin.Handshakes);
        Assert.Equal(origin.Address, request.LocalAddress);
        Assert.All(
            PocketInternet.Shared.Dns.Queries.Where(query => query.Name.Contains("cher", StringComparison.OrdinalIgnoreCase)),
            query => Assert.Equal("xn--bcher-kva.example.com", query.Name)
        );
    }

    [TestNetFact]
    [Trait("Row", "A-080")]
    [Trait("Row", "A-081")]
    [Trait("Row", "I-176")]
    [Trait("Invariant", "G2")]
    public async Task A_chain_of_aliases_is_judged_by_where_it_ends()
    {
        await using var inside = (await HttpOrigin.StartAsync(TestNet.Private, 443, PocketInternet.Shared.Ca, "chain.example.com")).Serve(
            "*",
            "secret"
        );
        await using var good = (await PocketInternet.Shared.HttpsAsync("end.example.com")).Serve("*", "public", "text/plain");
        var dns = PocketInternet.Shared.Dns;
        dns.Alias("chain.example.com", "chain2.example.com");
        dns.Alias("chain2.example.com", "chain3.example.com");
        dns.Address("chain3.example.com", TestNet.Private);
        dns.Alias("mixedchain.example.com", "mixedend.example.com");
        dns.Address("mixedend.example.com", good.Address, TestNet.Private);
        dns.Alias("metachain.example.com", "metaend.example.com");
        dns.Address("metaend.example.com", TestNet.Metadata);
        // An alias of a good host is that host's address under another name, for which it has no certificate.
        dns.Alias("goodchain.example.com", "end.example.com");

        foreach (
            var (name, says) in new[]
            {
                ("chain", "PrivateAddress"),
                ("mixedchain", "PrivateAddress"),
                ("metachain", "MetadataAddress"),
                ("goodchain", "certificate"),
            }
        )
        {
            var turn = await _owner.SendAndWaitAsync($"fetch https://{name}.example.com/");
            Assert.Contains(says, Assert.Single(turn.Calls()).GetRawText(), StringComparison.Ordinal);
        }

        Assert.Equal(0, inside.Connections);
        Assert.Equal(1, good.Connections);
        Assert.Empty(good.Requests);
    }

    [TestNetFact]
    [Trait("Row", "A-080")]
    [Trait("Row", "A-081")]
    [Trait("Row", "I-179")]
    public async Task A_host_that_moves_inside_between_two_hops_is_not_followed_and_then_refused()
    {
        await using var inside = (await HttpOrigin.StartAsync(TestNet.Private, 443, PocketInternet.Shared.Ca, "hop.example.com")).Serve(
            "*",
            "secret"
        );
        await using var origin = await PocketInternet.Shared.HttpsAsync("hop.example.com");
        PocketInternet.Shared.Dns.Sequence("hop.example.com", [origin.Address.ToString()], [TestNet.Private.ToString()]);
        origin.Handle(
            "/",
            (http, _) =>
            {
                http.Response.StatusCode = StatusCodes.Status302Found;
                http.Response.Headers.Location = "https://HOP.example.com/next";
                // A kept connection leads where it was checked to lead; whoever rebinds a name must have it dialled again.
                http.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            }
        );

        var first = await _owner.SendAndWaitAsync("fetch https://hop.example.com/");
        var asked = PocketInternet.Shared.Dns.QueriesFor("hop.example.com").Count(query => query.Type == "A");
        var second = await _owner.SendAndWaitAsync("fetch https://hop.example.com/next");

        Assert.Contains("hop.example.com", Assert.Single(first.Calls()).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("Redirects are not followed", Assert.Single(first.Calls()).GetRawText(), StringComparison.Ordinal);
        Assert.Equal(1, asked);
        Assert.Contains("PrivateAddress", Assert.Single(second.Calls()).GetRawText(), StringComparison.Ordinal);
        Assert.Single(origin.Requests);
        Assert.Equal(0, inside.Connections);
    }

    [TestNetFact]
    public async Task Neither_another_protocol_nor_another_service_is_taken_up()
    {
        var address = TestNet.NextPublic();
        PocketInternet.Shared.Dns.Address("alt.example.com", address);
        await using var origin = await HttpOrigin.StartAsync(address, 443, PocketInternet.Shared.Ca, "alt.example.com", http2: true);
        await using var elsewhere = (await HttpOrigin.StartAsync(IPAddress.Loopback, Ports.Next())).Serve("*", "elsewhere");
        origin.Handle(
            "*",
            (http, _) =>
            {
                // RFC 7838: the same content at another host, port and protocol.
                http.Response.Headers.AltSvc = $"h2=\"127.0.0.1:{elsewhere.Port}\"; ma=3600, h2=\"elsewhere.example.com:443\", h3=\":443\"";
                http.Response.ContentType = "text/plain";
                return http.Response.Body.WriteAsync("here"u8.ToArray()).AsTask();
            }
        );

        for (var page = 0; page < 3; page++)
        {
            Assert.Contains(
                "here",
                (await _owner.SendAndWaitAsync($"fetch https://alt.example.com/{page}")).Response(),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(3, origin.Requests.Count);
        Assert.All(origin.Requests, request => Assert.Equal("HTTP/1.1", request.Protocol));
        Assert.Equal(0, elsewhere.Connections);
        Assert.Empty(PocketInternet.Shared.Dns.QueriesFor("elsewhere.example.com"));
    }

    [TestNetFact]
    public async Task Proxies_of_the_environment_are_not_used()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("direct.example.com")).Serve("*", "direct", "text/plain");
        await using var plain = (await PocketInternet.Shared.HttpAsync("directplain.example.com")).Serve("*", "plainly", "text/plain");

        Assert.Contains(
            "direct",
            (await _owner.SendAndWaitAsync("fetch https://direct.example.com/")).Response(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "plainly",
            (await _owner.SendAndWaitAsync("fetch http://directplain.example.com/")).Response(),
            StringComparison.Ordinal
        );

        Assert.Equal((1, 1, 0), (origin.Connections, plain.Connections, _proxy!.Connections));
    }
}
