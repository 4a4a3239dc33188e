using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Bytes that no honest client sends, to the running program. Each would set a stop if it were taken.</summary>
public abstract class BadInputTests(string scheme) : IAsyncLifetime
{
    public sealed class OverHttp() : BadInputTests("http");

    public sealed class OverHttps() : BadInputTests("https");

    private const string Body = """{"scope":"global"}""";
    private const string Length = "Content-Length: 18\r\n";
    private const string Chunked = "Transfer-Encoding: chunked\r\n";
    private const string Chunks = "12\r\n" + Body + "\r\n0\r\n\r\n";

    private GatehouseProcess _gatehouse = null!;
    private GatewayClient _owner = null!;
    private string _before = "";

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _gatehouse = await GatehouseProcess.StartOverAsync(scheme);
            _owner = await GatewayClient.ConnectAsync(_gatehouse);
            _before = await StateAsync();
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
    [Trait("Row", "I-216")]
    [Trait("Row", "I-217")]
    public async Task What_could_be_read_in_two_ways_is_refused_and_what_follows_it_is_no_request()
    {
        var smuggled = $"POST /api/stop HTTP/1.1\r\n{Head}{Length}\r\n{Body}";
        foreach (
            var (headers, body, why) in new[]
            {
                (Length + Chunked, Chunks, "both lengths"),
                (Chunked + "Content-Length: 0\r\n", Chunks, "both lengths, one of them nothing"),
                (Length + "Content-Length: 19\r\n", Body, "two lengths"),
                ("Content-Length: 18, 18\r\n", Body, "a list of lengths"),
                ("Content-Length: +18\r\n", Body, "a signed length"),
                ("Transfer-Encoding: gzip, chunked\r\n", Chunks, "a coding that nobody undoes"),
                ("Transfer-Encoding: xchunked\r\n", Chunks, "nearly chunked"),
                (Chunked + Chunked, Chunks, "chunked twice"),
                ("Transfer-Encoding : chunked\r\n", Chunks, "a space before the colon"),
                ("X: y\r\n " + Length, Body, "a folded header"),
                ("X: y\n" + Length, Body, "a line that ends with LF alone"),
                ("X: y\0\r\n" + Length, Body, "a NUL"),
                ("Host: evil.example\r\n" + Length, Body, "a second Host"),
                (Chunked, "zz\r\n" + Body + "\r\n0\r\n\r\n", "a chunk size that is no number"),
                (Chunked, "10\r\n" + Body + "\r\n0\r\n\r\n", "a chunk longer than its size"),
                (Chunked, "12\n" + Body + "\n0\n\n", "chunk lines that end with LF alone"),
            }
        )
        {
            var answer = await AskAsync($"POST /api/stop HTTP/1.1\r\n{Head}{headers}\r\n{body}{smuggled}", why);
            await AssertRefusedAsync(answer, why);
        }

        var older = await AskAsync($"POST /api/stop HTTP/1.0\r\n{Head}Connection: keep-alive\r\n{Chunked}\r\n{Chunks}{smuggled}", "1.0");
        await AssertRefusedAsync(older, "chunks in a version that does not know them");

        foreach (
            var (request, why) in new[]
            {
                ($"POST {_gatehouse.BaseUrl}/api/stop HTTP/1.1\r\n{Head}{Length}\r\n{Body}", "the absolute form"),
                ($"POST /api/stop HTTP/1.1\r\n{Head}Authorization: Bearer x\r\n{Length}\r\n{Body}", "a second Authorization"),
                ($"POST /api/stop HTTP/1.1\r\n{Head}Content-Type: text/plain\r\n{Length}\r\n{Body}", "a second Content-Type"),
                (
                    $"POST /api/stop HTTP/1.1\r\n{Head}Origin: http://localhost\r\nOrigin: https://evil.example\r\n{Length}\r\n{Body}",
                    "two origins"
                ),
                ($"POST /api/stop HTTP/1.1\r\n{Head}Content-Encoding: gzip\r\n{Length}\r\n{Body}", "a compressed body"),
                ($"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", "a tunnel"),
                ($"OPTIONS * HTTP/1.1\r\n{Head}\r\n", "the asterisk form"),
                ($"POST /api/stop HTTP/1.1\r\nContent-Length: 18\r\n\r\n{Body}", "no Host"),
                ($"POST /api/stop HTTP/1.2\r\n{Head}{Length}\r\n{Body}", "a version that is not there"),
                ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2"),
                ($"GET /api/%00stop HTTP/1.1\r\n{Head}\r\n", "a NUL in the path"),
                ($"GET /{new string('a', 9_000)} HTTP/1.1\r\n{Head}\r\n", "a line too long"),
                ($"GET /api/stop HTTP/1.1\r\n{Head}X: {new string('a', 33_000)}\r\n\r\n", "headers too large"),
                ($"GET /api/stop HTTP/1.1\r\n{Head}{string.Concat(Enumerable.Repeat("X: y\r\n", 101))}\r\n", "too many headers"),
                ("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n", "the beginning of a TLS handshake inside"),
                (new string('\0', 9_000), "zeros"),
                ($"\r\n\r\n\r\nnonsense\r\n\r\n{smuggled}", "nonsense before a good request"),
            }
        )
        {
            await AssertRefusedAsync(await AskAsync(request, why), why);
        }
    }

    [TestNetFact]
    [Trait("Row", "I-216")]
    [Trait("Row", "I-217")]
    public async Task JSON_of_another_shape_is_explained_and_not_acted_upon()
    {
        foreach (
            var (body, expected, why) in new[]
            {
                (Bytes("""{"scope":"global","more":1}"""), 422, "an unknown member"),
                (Bytes("""{"scope":"global","scope":"global"}"""), 422, "a doubled member"),
                (Bytes("""{"Scope":"global"}"""), 422, "another case"),
                (Bytes("""{"scope":["global"]}"""), 422, "a list for a text"),
                (Bytes("""{"scope":null}"""), 422, "nothing for a text"),
                (Bytes("{}"), 422, "a missing member"),
                (Bytes("[]"), 422, "a list"),
                (Bytes("null"), 400, "nothing"),
                (Bytes(""), 400, "no body"),
                (Bytes(Body + Body), 400, "two values"),
                (Bytes(Body[..^1]), 400, "cut short, with a length that fits"),
                (Bytes("""{"scope":"global",}"""), 400, "a comma too many"),
                (Bytes("""{"scope":"global"/*x*/}"""), 400, "a comment"),
                (Bytes("""{'scope':'global'}"""), 400, "single quotes"),
                ([.. "{\"scope\":\""u8, 0xff, 0xfe, .. "\"}"u8], 400, "bytes that are no UTF-8"),
                ([.. "{\"scope\":\"global"u8, 0xc0, 0x80, .. "\"}"u8], 400, "an overlong NUL"),
                ([.. Encoding.Unicode.GetBytes(Body)], 400, "UTF-16"),
                (Bytes($$"""{"scope":{{new string('[', 200_000)}}"""), 400, "two hundred thousand levels"),
                (Bytes($$"""{"scope":"{{new string('x', 1_000_000)}}"}"""), 400, "a text of a megabyte"),
                (
                    Bytes($$"""{{{string.Concat(Enumerable.Range(0, 50_000).Select(number => $"\"m{number}\":0,"))}}"scope":"global"}"""),
                    422,
                    "fifty thousand members"
                ),
            }
        )
        {
            var answer = await RawHttp.SendAsync(
                _gatehouse,
                $"POST /api/stop HTTP/1.1\r\n{Head}Content-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body)}"
            );
            await AssertRefusedAsync(answer, why);
            Assert.True(RawHttp.StatusOf(answer) == expected, $"{why}: {answer}");
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
        }
    }

    [TestNetFact]
    public async Task What_breaks_off_is_not_acted_upon_and_holds_nothing()
    {
        var whole = $"POST /api/stop HTTP/1.1\r\n{Head}{Length}\r\n{Body}";
        foreach (
            var cut in new[]
            {
                1,
                5,
                20,
                whole.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2,
                whole.Length - Body.Length,
                whole.Length - 1,
            }
        )
        {
            // Gone, and gone in one direction only.
            await using (var connection = await RawHttp.ConnectAsync(_gatehouse))
            {
                await connection.WriteAsync(Encoding.Latin1.GetBytes(whole[..cut]));
            }

            if (scheme == "http")
            {
                using var half = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await half.ConnectAsync(System.Net.IPAddress.Loopback, _gatehouse.Port);
                await using var rest = new NetworkStream(half);
                await rest.WriteAsync(Encoding.Latin1.GetBytes(whole[..cut]));
                half.Shutdown(SocketShutdown.Send);
                Assert.NotInRange(RawHttp.StatusOf(await RawHttp.ReadAnswerAsync(rest)), 200, 399);
            }

            Assert.Equal(_before, await StateAsync());
        }

        // What came whole before it counts all the same.
        await using var two = await RawHttp.ConnectAsync(_gatehouse);
        var health = $"GET /api/health HTTP/1.1\r\n{Head}\r\n";
        Assert.Contains("healthy", await RawHttp.ExchangeAsync(two, health + whole[..20]), StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_bad_frame_ends_its_own_connection_with_the_reason_and_no_other()
    {
        using var witness = await GatewaySocket.OpenAsync(_gatehouse);
        foreach (
            var (frame, expected, why) in new (byte[], int, string)[]
            {
                (Frame(0x82, "x"), 1003, "binary"),
                (Frame(0xC1, "{}"), 1002, "a reserved bit"),
                (Frame(0x83, ""), 1002, "a reserved opcode"),
                (Frame(0x80, "x"), 1002, "a continuation of nothing"),
                (Frame(0x09, "x"), 1002, "a control frame in pieces"),
                ([0x81, 0x06, .. "{\"a\":1"u8], 1002, "no mask"),
                ([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5], 1002, "a length with its top bit set"),
                (Frame(0x81, "\u00ff\u00fe"), 1007, "text that is no UTF-8"),
                (Frame(0x88, "\u0003"), 1002, "a close with half a status"),
                (Frame(0x88, "\u0003\u00ec"), 1002, "a close with a status that nobody may send"),
                ([0x81, 0xff, 0, 0, 0, 0, 0, 0x20, 0, 0, 1, 2, 3, 4, .. new byte[1_100_000]], 1009, "a message of two megabytes"),
            }
        )
        {
            await using var connection = await RawHttp.ConnectAsync(_gatehouse);
            var shaken = await RawHttp.ExchangeAsync(connection, Handshake);
            Assert.Equal(101, RawHttp.StatusOf(shaken));
            try
            {
                await connection.WriteAsync(frame);
            }
            catch (IOException)
            {
                // It had seen enough.
            }

            Assert.Equal((why, expected), (why, await CloseStatusAsync(connection)));
            await witness.SendAsync(new { type = "ping" });
            Assert.Equal("pong", (await witness.NextAsync())!.Value.Text("type"));
        }

        await Deadline.UntilAsync(
            async () => (await _owner.StatusAsync()).GetProperty("ws_connections").GetInt32(),
            count => count == 1,
            "only the witness is left"
        );
        Assert.Equal(_before, await StateAsync());
    }

    private string Head =>
        $"Host: 127.0.0.1:{_gatehouse.Port}\r\nAuthorization: {_owner.Http.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\n";

    private string Handshake =>
        $"GET /api/chat/ws HTTP/1.1\r\n{Head}Origin: http://localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    private async Task<string> AskAsync(string request, string why)
    {
        try
        {
            return await RawHttp.SendAsync(_gatehouse, request);
        }
        catch (OperationCanceledException)
        {
            return $"no answer to {why}";
        }
    }

    // One answer at most, and that a refusal; nothing told of the inside; and the next request is served as ever.
    private async Task AssertRefusedAsync(string answer, string why)
    {
        Assert.True(
            !answer.StartsWith("no answer", StringComparison.Ordinal) && RawHttp.StatusOf(answer) is 0 or 505 or (>= 400 and < 500),
            $"{why}: {answer}"
        );
        Assert.DoesNotContain("HTTP/1.1 2", answer, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"Exception|System\.|Gatehouse\.|   at |\.cs\b", answer);
        Assert.True(_before == await StateAsync(), why);
    }

    private async Task<string> StateAsync()
    {
        var status = await _owner.StatusAsync();
        return status.GetProperty("ledger").GetRawText() + status.GetProperty("stop").GetRawText();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Frame(byte head, string payload)
    {
        byte[] mask = [1, 2, 3, 4];
        return
        [
            head,
            (byte)(0x80 | payload.Length),
            .. mask,
            .. Encoding.Latin1.GetBytes(payload).Select((octet, at) => (byte)(octet ^ mask[at % 4])),
        ];
    }

    // The server says nothing of its own accord here, so the first frame is the close. 0 when there was none.
    private static async Task<int> CloseStatusAsync(Stream connection)
    {
        var head = new byte[4];
        using var patience = new CancellationTokenSource(Deadline.Default);
        try
        {
            await connection.ReadExactlyAsync(head, patience.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return 0;
        }

        return head[0] == 0x88 ? (head[2] << 8) | head[3] : 0;
    }
}
