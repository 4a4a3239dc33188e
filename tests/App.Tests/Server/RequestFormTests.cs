using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>Requests that a proxy before us may read in another way than we do, byte for byte. Each would set a stop if it were taken.</summary>
public sealed class RequestFormTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private const string Body = """{"scope":"global"}""";
    private const string Length = "Content-Length: 18\r\n";
    private const string Chunked = "Transfer-Encoding: chunked\r\n";
    private const string Chunks = "12\r\n" + Body + "\r\n0\r\n\r\n";

    [Theory]
    [InlineData(Length + Chunked, Chunks, "both lengths")]
    [InlineData(Chunked + Length, Chunks, "both lengths, the other way round")]
    [InlineData(Chunked + "Content-Length: 0\r\n", Chunks, "both lengths, one of them nothing")]
    [InlineData(Length + Length, Body, "the same length twice")]
    [InlineData(Length + "Content-Length: 19\r\n", Body, "two lengths")]
    [InlineData("Content-Length: 18, 18\r\n", Body, "a list of lengths")]
    [InlineData("Content-Length: -18\r\n", Body, "a negative length")]
    [InlineData("Content-Length: 0x12\r\n", Body, "a length in hex")]
    [InlineData("Content-Length: +18\r\n", Body, "a signed length")]
    [InlineData("Content-Length: 1 8\r\n", Body, "a length with a space inside")]
    [InlineData("Content-Length:\r\n", Body, "an empty length")]
    [InlineData("Content-Length: 00000000000000000018\r\n", Body, "a length of twenty digits")]
    [InlineData("Content-Length: 18446744073709551634\r\n", Body, "a length beyond 64 bits")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n", Chunks, "a coding that nobody undoes")]
    [InlineData("Transfer-Encoding: chunked, chunked\r\n", Chunks, "chunked twice")]
    [InlineData(Chunked + Chunked, Chunks, "the header twice")]
    [InlineData("Transfer-Encoding: xchunked\r\n", Chunks, "nearly chunked")]
    [InlineData("Transfer-Encoding:\u000bchunked\r\n", Chunks, "chunked behind a control character")]
    [InlineData("Transfer-Encoding : chunked\r\n", Chunks, "a space before the colon")]
    [InlineData("Transfer-Encoding: identity\r\n" + Length, Body, "identity")]
    [InlineData("X: y\r\n " + Length, Body, "a header folded over two lines")]
    [InlineData("X: y\r\n\t" + Length, Body, "a header folded by a tab")]
    [InlineData("X: y\nContent-Length: 18\r\n", Body, "a line that ends with LF alone")]
    [InlineData("X: y\rContent-Length: 18\r\n", Body, "a CR inside a line")]
    [InlineData("X: y\0\r\n" + Length, Body, "a NUL")]
    [InlineData(": y\r\n" + Length, Body, "a header without a name")]
    [InlineData("X y\r\n" + Length, Body, "a header without a colon")]
    [InlineData("Host: evil.example\r\n" + Length, Body, "a second Host")]
    [InlineData(Chunked, "zz\r\n" + Body + "\r\n0\r\n\r\n", "a chunk size that is no number")]
    [InlineData(Chunked, "-12\r\n" + Body + "\r\n0\r\n\r\n", "a negative chunk size")]
    [InlineData(Chunked, "0x12\r\n" + Body + "\r\n0\r\n\r\n", "a chunk size with a prefix")]
    [InlineData(Chunked, "FFFFFFFFFFFFFFFFFF12\r\n" + Body + "\r\n0\r\n\r\n", "a chunk size beyond 64 bits")]
    [InlineData(Chunked, "12\n" + Body + "\n0\n\n", "chunk lines that end with LF alone")]
    [InlineData(Chunked, "10\r\n" + Body + "\r\n0\r\n\r\n", "a chunk longer than its size")]
    public async Task A_request_that_can_be_read_in_two_ways_is_refused(string headers, string body, string why)
    {
        var answer = await SendAsync($"POST /api/stop HTTP/1.1\r\n{Host}{Auth}Content-Type: application/json\r\n{headers}\r\n{body}");

        await AssertRefusedAsync(answer, why);
    }

    [Fact]
    public async Task Chunks_are_not_taken_in_a_version_that_does_not_know_them()
    {
        var answer = await SendAsync(
            $"POST /api/stop HTTP/1.0\r\n{Host}{Auth}Content-Type: application/json\r\nConnection: keep-alive\r\n{Chunked}\r\n{Chunks}"
        );

        await AssertRefusedAsync(answer, "chunks in 1.0");
    }

    [Theory]
    [InlineData("GET http://127.0.0.1:PORT/api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "the absolute form, of ourselves")]
    [InlineData("GET http://evil.example/api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "the absolute form, of another")]
    [InlineData("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n", "a request to a proxy")]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n", "a tunnel")]
    [InlineData("CONNECT 127.0.0.1:PORT HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "a tunnel to ourselves")]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "the asterisk form")]
    [InlineData("GET api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "no slash")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\nHost: 127.0.0.1:PORT\r\n", "the same Host twice")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: a@127.0.0.1:PORT\r\n", "a Host with user info")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT, evil.example\r\n", "a list of Hosts")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT/x\r\n", "a Host with a path")]
    [InlineData("GET /api/health HTTP/1.1\r\nHost:\r\n", "an empty Host")]
    [InlineData("GET /api/health HTTP/1.1\r\n", "no Host")]
    [InlineData("GET /api/health HTTP/1.0\r\n", "no Host, in 1.0")]
    [InlineData("GET /api/health\r\n", "no version")]
    [InlineData("GET /api/health HTTP/1.2\r\nHost: 127.0.0.1:PORT\r\n", "a version that is not there")]
    [InlineData("GET  /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "two spaces")]
    [InlineData("G\tT /api/health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "a tab in the method")]
    [InlineData("GET /api/%00health HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "a NUL in the path")]
    [InlineData("GET /api/\u00e9 HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n", "a path outside ASCII")]
    public async Task A_target_or_host_in_another_form_is_refused(string request, string why)
    {
        var answer = await SendAsync(request.Replace("PORT", $"{gateway.Port}", StringComparison.Ordinal) + "\r\n");

        await AssertRefusedAsync(answer, why);
    }

    [Theory]
    [InlineData(8_100, 0, 0, 200, "a long line")]
    [InlineData(8_200, 0, 0, 414, "a longer one")]
    [InlineData(0, 90, 10, 200, "many headers")]
    [InlineData(0, 101, 10, 431, "one too many")]
    [InlineData(0, 8, 3_900, 200, "large headers")]
    [InlineData(0, 9, 3_900, 431, "larger ones")]
    public async Task The_line_and_the_headers_have_limits(int query, int count, int size, int expected, string why)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(number => $"X-{number}: {new string('x', size)}\r\n"));

        var answer = await SendAsync($"GET /api/health?{new string('q', query)} HTTP/1.1\r\n{Host}{headers}\r\n");

        Assert.Equal((why, expected), (why, RawHttp.StatusOf(answer)));
        await StillServesAsync();
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_not_acted_upon()
    {
        await using (var connection = await RawHttp.ConnectAsync(gateway.Port))
        {
            await connection.WriteAsync(
                System.Text.Encoding.ASCII.GetBytes(
                    $"POST /api/stop HTTP/1.1\r\n{Host}{Auth}Content-Type: application/json\r\nContent-Length: 19\r\n\r\n{Body}"
                )
            );
        }

        await StillServesAsync();
    }

    [Fact]
    public async Task What_follows_a_refused_request_is_not_a_request()
    {
        var second = $"POST /api/stop HTTP/1.1\r\n{Host}{Auth}Content-Type: application/json\r\n{Length}\r\n{Body}";

        var answer = await SendAsync($"POST /api/resume HTTP/1.1\r\n{Host}{Auth}{Length}{Chunked}\r\n0\r\n\r\n{second}");

        Assert.Equal(400, RawHttp.StatusOf(answer));
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.OrdinalIgnoreCase);
        await StillServesAsync();
    }

    private string Host => $"Host: 127.0.0.1:{gateway.Port}\r\n";

    private static string Auth => $"Authorization: Bearer {GatewayUnderTest.Token}\r\n";

    private Task<string> SendAsync(string request) => RawHttp.SendAsync(gateway.Port, request);

    private async Task AssertRefusedAsync(string answer, string why)
    {
        Assert.True(RawHttp.StatusOf(answer) is 0 or 505 or (>= 400 and < 500), $"{why}: {answer.Split('\r')[0]}");
        await StillServesAsync();
    }

    // And nothing was stopped.
    private async Task StillServesAsync()
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/stop", GatewayUnderTest.Token);
        using var state = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.False(
            state.RootElement.TryGetProperty("global", out var global) && global.ValueKind == System.Text.Json.JsonValueKind.Object,
            "the stop was set"
        );
    }
}
