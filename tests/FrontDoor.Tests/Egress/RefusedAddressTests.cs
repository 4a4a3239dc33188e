using System.Net;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Egress;

/// <summary>Addresses that must be refused before a byte is sent, through the real tools of the running program.</summary>
public sealed class RefusedAddressTests : IAsyncLifetime
{
    private GatehouseProcess _gatehouse = null!;
    private GatewayClient _owner = null!;

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _gatehouse = await GatehouseProcess.StartAsync();
            _owner = await GatewayClient.ConnectAsync(_gatehouse);
        }
    }

    public async Task DisposeAsync()
    {
        if (_gatehouse is not null)
        {
            _owner.Dispose();
            await _gatehouse.DisposeAsync();
        }
    }

    [TestNetFact]
    [Trait("Row", "I-174")]
    [Trait("Row", "I-177")]
    [Trait("Row", "A-082")]
    [Trait("Row", "I-163")]
    public async Task Spellings_are_refused_at_parse_time_with_the_reason_and_without_a_name_query()
    {
        await using var loopback = await HttpOrigin.StartAsync(IPAddress.Loopback, Ports.Next());
        var port = loopback.Port;
        (string Url, string Says)[] table =
        [
            ($"https://[::ffff:127.0.0.1]:{port}/", "public internet"),
            ($"https://0x7f.1:{port}/", "public internet"),
            ("https://2130706433/", "public internet"),
            ("https://127.1/", "public internet"),
            ("https://0177.0.0.1/", "public internet"),
            ("https://\uff11\uff12\uff17\u30020\u30020\u30021/", "public internet"),
            ("https://localhost./", "this machine"),
            ("https://LOCALHOST/", "this machine"),
            ("https://sub.localhost/", "this machine"),
            ("https://printer.local/", "this machine"),
            ("https://db.internal/", "this machine"),
            ("https://metadata.google.internal/", "metadata"),
            ($"https://127.0.0.1:{port}/", "public internet"),
            ("https://10.0.0.7/", "public internet"),
            ("https://169.254.169.254/latest/meta-data/", "metadata"),
            ("https://user@allowed.example.com/", ""),
            ("""https://allowed.example.com\@evil.example.com/""", ""),
            ("https://allowed.example.com%2f@evil.example.com/", ""),
            ("https://allowed.example.com/a/../b", ""),
        ];
        foreach (var (url, says) in table)
        {
            // A part of the table through the other tool, too: the gateway takes 30 messages a minute.
            foreach (
                var command in url.Contains("local", StringComparison.OrdinalIgnoreCase) ? new[] { "http GET", "fetch" } : ["http GET"]
            )
            {
                var turn = await _owner.SendAndWaitAsync($"{command} {url}");
                var call = Assert.Single(turn.Calls());
                Assert.True(call.Text("outcome") is "refused" or "denied", $"{command} {url}: {call.GetRawText()}");
                Assert.Contains(says, call.GetRawText(), StringComparison.Ordinal);
            }
        }

        Assert.Empty(await _owner.ApprovalsAsync());
        Assert.Equal(0, loopback.Connections);
        Assert.DoesNotContain(
            PocketInternet.Shared.Dns.Queries,
            query => query.Name.Contains("allowed.example.com", StringComparison.OrdinalIgnoreCase)
        );
    }

    [TestNetFact]
    [Trait("Row", "I-176")]
    [Trait("Row", "A-080")]
    [Trait("Row", "A-081")]
    [Trait("Row", "A-083")]
    [Trait("Invariant", "G2")]
    public async Task A_name_that_resolves_to_a_private_address_is_refused_before_a_byte_is_sent()
    {
        await using var victim = (
            await HttpOrigin.StartAsync(IPAddress.Loopback, 443, PocketInternet.Shared.Ca, "rebound.example.com")
        ).Serve("*", "secret");
        await using var inside = (await HttpOrigin.StartAsync(TestNet.Private, 443, PocketInternet.Shared.Ca, "rebound.example.com")).Serve(
            "*",
            "secret"
        );
        await using var good = (await PocketInternet.Shared.HttpsAsync("flips.example.com")).Serve("*", "public", "text/plain");
        var dns = PocketInternet.Shared.Dns;
        dns.Address("rebound.example.com", IPAddress.Loopback);
        dns.Address("mixed.example.com", good.Address, IPAddress.Loopback);
        dns.Address("lan.example.com", TestNet.Private);
        dns.Address("meta.example.com", TestNet.Metadata);

        foreach (
            var (name, reason) in new[]
            {
                ("rebound", "PrivateAddress"),
                ("mixed", "PrivateAddress"),
                ("lan", "PrivateAddress"),
                ("meta", "MetadataAddress"),
            }
        )
        {
            var turn = await _owner.SendAndWaitAsync($"fetch https://{name}.example.com/");
            var call = Assert.Single(turn.Calls());
            Assert.Equal("failed", call.Text("outcome"));
            Assert.Contains(reason, call.GetRawText(), StringComparison.Ordinal);
        }

        // The answer is public once and private ever after: the second question, if one were asked, would be the dangerous one.
        good.Handle(
            "*",
            (http, _) =>
            {
                // No kept connection: each page has to be dialled anew.
                http.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            }
        );
        dns.Sequence("flips.example.com", [good.Address.ToString()], ["127.0.0.1"]);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await _owner.SendAndWaitAsync($"fetch https://flips.example.com/{attempt}");
        }

        Assert.Equal(0, victim.Connections);
        Assert.Equal(0, inside.Connections);
        Assert.DoesNotContain(good.Requests, request => request.Host != "flips.example.com");
    }

    [TestNetFact]
    [Trait("Row", "I-178")]
    [Trait("Row", "I-179")]
    [Trait("Row", "I-220")]
    public async Task A_redirect_to_loopback_is_an_error_that_names_it_and_is_not_followed()
    {
        await using var victim = (await HttpOrigin.StartAsync(IPAddress.Loopback, 80)).Serve("*", "secret");
        await using var origin = await PocketInternet.Shared.HttpsAsync("redirects.example.com");
        foreach (var status in new[] { 301, 302, 307, 308 })
        {
            origin.Redirect($"/{status}", "http://127.0.0.1/", status);
            var turn = await _owner.SendAndWaitAsync($"fetch https://redirects.example.com/{status}");
            var call = Assert.Single(turn.Calls());
            Assert.Equal("failed", call.Text("outcome"));
            Assert.Contains("redirect", call.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.Equal(4, origin.Requests.Count);
        Assert.Equal(0, victim.Connections);
    }

    [TestNetFact]
    [Trait("Row", "I-173")]
    public async Task The_http_tool_speaks_https_only()
    {
        await using var plain = (await PocketInternet.Shared.HttpAsync("plain.example.com")).Serve("*", "plain");
        var turn = await _owner.SendAndWaitAsync("http GET http://plain.example.com/");
        Assert.Equal("denied", Assert.Single(turn.Calls()).Text("outcome"));
        Assert.Equal(0, plain.Connections);
    }

    [TestNetFact]
    public async Task A_public_page_is_read_over_the_checked_address_with_its_own_name()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("public.example.com")).Serve(
            "/",
            "<title>Hello</title><p>A public page.</p>"
        );
        var turn = await _owner.SendAndWaitAsync("fetch https://public.example.com/");
        Assert.Contains("A public page.", turn.Response(), StringComparison.Ordinal);
        var request = Assert.Single(origin.Requests);
        Assert.Equal("public.example.com", request.Host);
        Assert.Equal("public.example.com", request.Sni);
        Assert.Equal(origin.Address, request.LocalAddress);
    }
}
