using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Gatehouse.Contracts.Events;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>What is said on a WebSocket, and what happens to what cannot be understood.</summary>
public sealed class SocketMessageTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>, IAsyncLifetime
{
    private const string Token = GatewayUnderTest.Token;

    private GatewaySocket _socket = null!;

    public async Task InitializeAsync()
    {
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        _socket = await GatewaySocket.OpenAsync(Url, Token);
    }

    public async Task DisposeAsync()
    {
        _socket.Dispose();
        await Deadline.UntilAsync(() => gateway.Events.Count(StreamKind.WebSocket) == 0, "the connection is gone");
    }

    [Fact]
    public async Task Events_arrive_whole_with_their_id()
    {
        gateway.Events.Publish(new StatusEvent("thinking \"hard\" – ü", "t1"));

        var message = await _socket.EventAsync("status");

        Assert.Matches("^[0-9a-f]{12}-[0-9]+$", message.GetProperty("id").GetString());
        Assert.Equal("status", message.GetProperty("data").GetProperty("type").GetString());
        Assert.Equal("thinking \"hard\" – ü", message.GetProperty("data").GetProperty("message").GetString());
        Assert.Equal("t1", message.GetProperty("data").GetProperty("thread_id").GetString());
    }

    [Fact]
    public async Task A_message_is_taken_like_one_over_HTTP()
    {
        await _socket.SendAsync("""{"type":"message","content":"over the socket","timezone":"Europe/Vienna"}""");
        await _socket.SendAsync("""{"type":"ping"}""");

        Assert.Equal("pong", Text(await _socket.NextAsync(), "type"));
        Assert.Contains("over the socket", await ThreadsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"ping"}""", null)]
    [InlineData("""{"type":"approval","request_id":"A999999","action":"approve"}""", "no such question")]
    [InlineData("""{"type":"approval","request_id":"A1","action":"perhaps"}""", "action must be")]
    [InlineData("""{"type":"approval","request_id":"A1"}""", "Missing: 'action'")]
    [InlineData("""{"type":"approval","request_id":1,"action":"approve"}""", "request_id is unknown here, doubled, or of the wrong type")]
    [InlineData("""{"type":"message"}""", "Missing: 'content'")]
    [InlineData("""{"type":"message","content":""}""", "content must have something to say")]
    [InlineData("""{"type":"message","content":7}""", "content is")]
    [InlineData("""{"type":"message","content":null}""", "content is")]
    [InlineData("""{"type":"message","content":"x","thread_id":"../x"}""", "no such thread")]
    [InlineData("""{"type":"message","content":"x","more":1}""", "more is unknown here")]
    [InlineData("""{"type":"message","content":"x","content":"y"}""", "content is unknown here, doubled")]
    [InlineData("""{"type":"message","type":"ping","content":"x"}""", "type is unknown here, doubled")]
    [InlineData("""{"type":"message","content":"x","images":[]}""", "Pictures are not taken")]
    [InlineData("""{"type":"auth_token","extension_name":"x","token":"y"}""", "nothing was stored")]
    [InlineData("""{"type":"auth_cancel","extension_name":"x"}""", "nothing was stored")]
    [InlineData("""{"type":"ping","more":1}""", "more is unknown here")]
    [InlineData("""{"type":"resume"}""", "Missing: 'after'")]
    [InlineData("""{"type":"fly"}""", "no message type \"fly\"")]
    [InlineData("""{"type":1}""", "A JSON object with a \"type\"")]
    [InlineData("""{"type":null}""", "A JSON object with a \"type\"")]
    [InlineData("{}", "A JSON object with a \"type\"")]
    [InlineData("[]", "A JSON object with a \"type\"")]
    [InlineData("null", "A JSON object with a \"type\"")]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"type":"ping"} x""", "not JSON")]
    [InlineData("hello", "not JSON")]
    public async Task What_cannot_be_taken_is_explained_and_the_connection_goes_on(string message, string? explained)
    {
        var before = await ThreadsAsync();

        await _socket.SendAsync(message);
        var answer = await _socket.NextAsync();

        Assert.Equal(explained is null ? "pong" : "error", Text(answer, "type"));
        Assert.Contains(explained ?? "", Text(answer, "message") ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("Gatehouse.", Text(answer, "message") ?? "", StringComparison.Ordinal);
        Assert.Equal(before, await ThreadsAsync());
        await StillAnswersAsync();
    }

    [Fact]
    public async Task JSON_that_is_nested_too_deeply_is_explained()
    {
        await _socket.SendAsync("""{"type":"message","content":""" + new string('[', 100_000));

        Assert.Contains("nested too deeply", Text(await _socket.NextAsync(), "message"), StringComparison.Ordinal);
        await StillAnswersAsync();
    }

    [Fact]
    public async Task A_long_unknown_type_is_not_told_back_whole()
    {
        await _socket.SendAsync(new { type = new string('x', 100_000) });

        Assert.True(Text(await _socket.NextAsync(), "message")!.Length < 200);
    }

    [Fact]
    [Trait("Row", "I-046")]
    [Trait("Row", "I-048")]
    public async Task Messages_over_HTTP_and_the_socket_share_thirty_a_minute()
    {
        for (var number = 0; number < 15; number++)
        {
            Assert.Equal(
                HttpStatusCode.BadRequest,
                await gateway.StatusAsync(HttpMethod.Post, "/api/chat/send", Token, """{"content":" "}""")
            );
            await _socket.SendAsync("""{"type":"message","content":" "}""");
            Assert.Contains("something to say", Text(await _socket.NextAsync(), "message"), StringComparison.Ordinal);
        }

        await _socket.SendAsync("""{"type":"message","content":"one too many"}""");
        Assert.Contains("30 in 60 s", Text(await _socket.NextAsync(), "message"), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.TooManyRequests,
            await gateway.StatusAsync(HttpMethod.Post, "/api/chat/send", Token, """{"content":" "}""")
        );
        Assert.DoesNotContain("one too many", await ThreadsAsync(), StringComparison.Ordinal);

        gateway.Clock.Advance(TimeSpan.FromSeconds(60));
        await _socket.SendAsync("""{"type":"message","content":" "}""");
        Assert.Contains("something to say", Text(await _socket.NextAsync(), "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_binary_message_ends_the_connection_with_1003()
    {
        await _socket.Socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, true, default);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, await _socket.EndAsync());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task A_message_above_one_megabyte_ends_the_connection_with_1009(int more, bool taken)
    {
        var empty = """{"type":"fly","x":""}""".Length;
        await _socket.SendAsync($$"""{"type":"fly","x":"{{new string('x', (int)GatewayLimits.BodyBytes - empty + more)}}"}""");

        if (taken)
        {
            Assert.Equal("error", Text(await _socket.NextAsync(), "type"));
            await StillAnswersAsync();
        }
        else
        {
            Assert.Equal(WebSocketCloseStatus.MessageTooBig, await _socket.EndAsync());
        }
    }

    [Fact]
    public async Task A_message_in_pieces_above_one_megabyte_is_cut_before_its_end()
    {
        var piece = new byte[100_000];
        Array.Fill(piece, (byte)'x');
        for (var number = 0; number < 12 && _socket.Socket.State == WebSocketState.Open; number++)
        {
            await _socket.Socket.SendAsync(piece, WebSocketMessageType.Text, endOfMessage: false, default);
        }

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await _socket.EndAsync());
    }

    [Fact]
    public async Task A_message_in_pieces_is_put_together()
    {
        foreach (var (piece, last) in new[] { ("{\"type\"", false), ("", false), (":\"ping", false), ("\"}", true) })
        {
            await _socket.Socket.SendAsync(Encoding.UTF8.GetBytes(piece), WebSocketMessageType.Text, last, default);
        }

        Assert.Equal("pong", Text(await _socket.NextAsync(), "type"));
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_ends_the_connection_with_1007()
    {
        await _socket.Socket.SendAsync(new byte[] { (byte)'"', 0xff, 0xfe, (byte)'"' }, WebSocketMessageType.Text, true, default);

        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await _socket.EndAsync());
    }

    [Fact]
    public async Task A_goodbye_is_answered()
    {
        await _socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);

        Assert.Equal(WebSocketState.Closed, _socket.Socket.State);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, _socket.Socket.CloseStatus);
    }

    [Fact]
    public async Task A_message_that_was_sent_right_before_the_goodbye_counts()
    {
        await _socket.SendAsync("""{"type":"message","content":"my last words"}""");
        await _socket.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", default);

        Assert.Contains("my last words", await ThreadsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query")]
    [InlineData("message")]
    public async Task A_client_that_comes_back_gets_what_it_missed(string way)
    {
        gateway.Events.Publish(new StatusEvent("seen"));
        var seen = Text(await _socket.EventAsync("status"), "id")!;
        gateway.Events.Publish(new StatusEvent("missed one"));
        gateway.Events.Publish(new StreamChunkEvent("Good ", "t", "u"));
        gateway.Events.Publish(new StreamChunkEvent("morning", "t", "u"));

        using var back = await GatewaySocket.OpenAsync(Url, Token, way == "query" ? $"?after={seen}" : "");
        if (way == "message")
        {
            await back.SendAsync(new { type = "resume", after = seen });
        }

        Assert.Equal("missed one", (await back.EventAsync("status")).GetProperty("data").GetProperty("message").GetString());
        var text = (await back.EventAsync("stream_chunk")).GetProperty("data");
        Assert.Equal(("Good morning", true), (Text(text, "content"), text.GetProperty("replace").GetBoolean()));
        gateway.Events.Publish(new StatusEvent("live"));
        Assert.Equal("live", (await back.EventAsync("status")).GetProperty("data").GetProperty("message").GetString());
        gateway.Events.Publish(new TurnEndedEvent("t", "u", "Completed", "done"));
    }

    [Fact]
    public async Task An_id_of_another_run_means_fetch_again()
    {
        using var back = await GatewaySocket.OpenAsync(Url, Token, "?after=000000000000-1");

        Assert.Equal("resync", Text(await back.NextAsync(), "event_type"));
    }

    [Fact]
    public async Task Only_the_first_message_can_resume()
    {
        await StillAnswersAsync();
        await _socket.SendAsync("""{"type":"resume","after":"000000000000-1"}""");

        Assert.Contains("first message", Text(await _socket.NextAsync(), "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_does_not_read_holds_nobody_up()
    {
        // Nothing reads from this one, so its receive window closes soon.
        using var stalled = await RawHttp.ConnectAsync(gateway.Port);
        await RawHttp.ExchangeAsync(
            stalled,
            $"GET /api/chat/ws HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Port}\r\nAuthorization: Bearer {Token}\r\nOrigin: http://localhost\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
        );
        var large = new string('x', 100_000);

        for (var number = 0; number < 200; number++)
        {
            gateway.Events.Publish(new StatusEvent(large + number));
            var message = await _socket.EventAsync("status");
            Assert.EndsWith($"x{number}", message.GetProperty("data").GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        await StillAnswersAsync();
    }

    private string Url => $"http://127.0.0.1:{gateway.Port}";

    private async Task StillAnswersAsync()
    {
        await _socket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", Text(await _socket.NextAsync(), "type"));
    }

    private async Task<string> ThreadsAsync()
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/chat/threads", Token);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string? Text(JsonElement? message, string name) =>
        message is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out var value) ? value.GetString() : null;
}
