using System.Net;
using System.Net.WebSockets;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>The WebSocket of the running program: who may open it, and a conversation over it.</summary>
public abstract class SocketTests(string scheme)
{
    public sealed class OverHttp() : SocketTests("http");

    public sealed class OverHttps() : SocketTests("https");

    [TestNetFact]
    [Trait("Row", "I-039")]
    [Trait("Row", "I-041")]
    [Trait("Row", "I-042")]
    [Trait("Row", "A-040")]
    public async Task Without_the_right_credential_there_is_no_handshake()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var token = (await gatehouse.RunCliAsync("token", "show")).Output.Trim();
        foreach (
            var (authorization, origin, query) in new[]
            {
                ("", "http://localhost", ""),
                ("", "http://localhost", $"?token={token}"),
                ($"Bearer {new string('0', 64)}", "http://localhost", ""),
                ($"Bearer {new string('0', 64)}", "http://evil.example", ""),
            }
        )
        {
            var answer = await UpgradeAsync(gatehouse, authorization, origin, query);
            Assert.Equal(401, RawHttp.StatusOf(answer));
            Assert.DoesNotContain(" 101 ", answer, StringComparison.Ordinal);
        }

        Assert.Equal(101, RawHttp.StatusOf(await UpgradeAsync(gatehouse, $"Bearer {token}", "http://localhost", "")));
    }

    [TestNetFact]
    [Trait("Row", "I-043")]
    [Trait("Row", "I-044")]
    [Trait("Row", "I-045")]
    public async Task With_the_right_token_a_foreign_origin_or_none_is_refused()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var token = $"Bearer {(await gatehouse.RunCliAsync("token", "show")).Output.Trim()}";
        foreach (
            var origin in new[]
            {
                "",
                "null",
                "http://evil.example",
                "http://localhost.evil.com",
                "http://127.0.0.1.evil",
                "http://localhost@evil",
                "http://LOCALHOST",
                "http://localhost.",
            }
        )
        {
            Assert.Equal((origin, 403), (origin, RawHttp.StatusOf(await UpgradeAsync(gatehouse, token, origin, ""))));
        }

        foreach (var origin in new[] { "http://localhost:1", "https://127.0.0.1", "http://[::1]:3000" })
        {
            Assert.Equal((origin, 101), (origin, RawHttp.StatusOf(await UpgradeAsync(gatehouse, token, origin, ""))));
        }
    }

    [TestNetFact]
    [Trait("Row", "I-040")]
    public async Task A_conversation_with_an_approval_runs_over_one_socket()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("socket.example.com")).Serve("*", "fetched over it", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var socket = await OpenAsync(gatehouse);

        await socket.SendAsync(new { type = "message", content = "http GET https://socket.example.com/" });
        var card = (await socket.EventAsync("approval_needed")).GetProperty("data");
        Assert.Empty(origin.Requests);
        await socket.EventAsync("turn_ended");
        await socket.SendAsync(
            new
            {
                type = "approval",
                request_id = card.Text("request_id"),
                action = "approve",
                thread_id = card.Text("thread_id"),
            }
        );
        await socket.EventAsync("approval_settled");
        var ended = (await socket.EventAsync("turn_ended")).GetProperty("data");

        Assert.Single(origin.Requests);
        Assert.Contains("fetched over it", (await owner.TurnsAsync(ended.Text("thread_id")))[^1].Response(), StringComparison.Ordinal);
        Assert.Equal(1, (await owner.StatusAsync()).GetProperty("ws_connections").GetInt32());
    }

    [TestNetFact]
    public async Task What_was_missed_between_two_connections_comes_once_and_in_order()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var witness = await OpenAsync(gatehouse);
        string last;
        using (var first = await OpenAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("echo one");
            last = (await first.EventAsync("turn_ended")).Text("id");
        }

        await owner.SendAndWaitAsync("echo two");
        using var back = await OpenAsync(gatehouse, $"?after={last}");
        await owner.SendAndWaitAsync("echo three");

        var (missed, all) = (await IdsAsync(back, turns: 2), await IdsAsync(witness, turns: 3));
        Assert.Equal(all.SkipWhile(id => id != last).Skip(1), missed);
    }

    [TestNetFact]
    [Trait("Row", "I-199")]
    [Trait("Row", "I-200")]
    public async Task The_hundred_and_first_subscriber_hears_503_and_the_log_says_so()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var token = owner.Http.DefaultRequestHeaders.Authorization!.ToString();
        var open = new List<IDisposable>();
        for (var number = 0; number < 60; number++)
        {
            open.Add(await owner.Http.GetAsync(new Uri("/api/chat/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead));
        }

        for (var number = 0; number < 40; number++)
        {
            open.Add(await OpenAsync(gatehouse));
        }

        var refused = await UpgradeAsync(gatehouse, token, "http://localhost", "");
        Assert.Equal(503, RawHttp.StatusOf(refused));
        Assert.DoesNotContain(" 101 ", refused, StringComparison.Ordinal);
        using (
            var stream = await owner.Http.GetAsync(new Uri("/api/chat/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead)
        )
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, stream.StatusCode);
        }

        Assert.Contains(
            "subscriber was refused",
            await File.ReadAllTextAsync(Path.Combine(gatehouse.Home, "logs", "gatehouse.log")),
            StringComparison.Ordinal
        );

        open[0].Dispose();
        await Deadline.UntilAsync(
            async () => RawHttp.StatusOf(await UpgradeAsync(gatehouse, token, "http://localhost", "")),
            status => status == 101,
            "a place is free"
        );
        open.ForEach(one => one.Dispose());
    }

    [TestNetFact]
    [Trait("Row", "I-225")]
    public async Task No_credential_of_an_upgrade_reaches_the_log_or_the_answer()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var session = await GatewayClient.LoginAsync(gatehouse, gatehouse.LoginCode);
        var key = session.Http.DefaultRequestHeaders.GetValues("X-Gatehouse-Page").Single();
        var cookie = session.Cookies.GetAllCookies().Single();
        var token = (await gatehouse.RunCliAsync("token", "show")).Output.Trim();

        var (open, _) = await GatewaySocket.TryOpenAsync(
            gatehouse.BaseUrl,
            [("Cookie", $"{cookie.Name}={cookie.Value}"), ("Origin", gatehouse.BaseUrl)],
            ["gatehouse", $"k.{key}"],
            authority: gatehouse.Authority
        );
        using (open)
        {
            Assert.Equal("gatehouse", open!.Socket.SubProtocol);
            await open.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);
        }

        // A wrong key, and one too many, are refused, and still are nobody's business.
        var wrong = await RawHttp.SendAsync(
            gatehouse,
            Handshake(
                gatehouse,
                "",
                gatehouse.BaseUrl,
                "",
                $"Cookie: {cookie.Name}={cookie.Value}\r\nSec-WebSocket-Protocol: gatehouse, k.{key}, k.{token}\r\n"
            )
        );
        Assert.Equal(401, RawHttp.StatusOf(wrong));
        await UpgradeAsync(gatehouse, "", "http://localhost", $"?token={token}");
        await gatehouse.StopAsync();

        var told = wrong + gatehouse.Transcript + await File.ReadAllTextAsync(Path.Combine(gatehouse.Home, "logs", "gatehouse.log"));
        Assert.All([key, cookie.Value, token], secret => Assert.DoesNotContain(secret, told, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<GatewaySocket> OpenAsync(GatehouseProcess gatehouse, string query = "") =>
        await GatewaySocket.OpenAsync(gatehouse, query);

    private static Task<string> UpgradeAsync(GatehouseProcess gatehouse, string authorization, string origin, string query) =>
        RawHttp.SendAsync(gatehouse, Handshake(gatehouse, authorization, origin, query, ""));

    private static string Handshake(GatehouseProcess gatehouse, string authorization, string origin, string query, string more) =>
        $"GET /api/chat/ws{query} HTTP/1.1\r\nHost: 127.0.0.1:{gatehouse.Port}\r\n"
        + (authorization.Length == 0 ? "" : $"Authorization: {authorization}\r\n")
        + (origin.Length == 0 ? "" : $"Origin: {origin}\r\n")
        + $"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{more}\r\n";

    private static async Task<List<string>> IdsAsync(GatewaySocket socket, int turns)
    {
        var ids = new List<string>();
        for (var ended = 0; ended < turns; )
        {
            var message = await socket.NextAsync() ?? throw new InvalidOperationException("the connection ended");
            // The pieces of an answer that is whole by now are not told again.
            if (message.Text("event_type") != "stream_chunk")
            {
                ids.Add(message.Text("id"));
            }

            ended += message.Text("event_type") == "turn_ended" ? 1 : 0;
        }

        return ids;
    }
}
