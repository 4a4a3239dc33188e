using System.Net;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>Who may open the WebSocket, and what the others hear before any handshake.</summary>
public sealed class SocketUpgradeTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>, IDisposable
{
    private const string Token = GatewayUnderTest.Token;

    // Failed attempts of one test are not those of the next.
    public void Dispose() => gateway.Clock.Advance(TimeSpan.FromMinutes(2));

    [Theory]
    [Trait("Row", "I-039")]
    [Trait("Row", "I-040")]
    [Trait("Row", "I-041")]
    [Trait("Row", "I-042")]
    [Trait("Row", "A-040")]
    [InlineData("Bearer " + Token, "http://localhost", "", HttpStatusCode.SwitchingProtocols)]
    [InlineData(null, "http://localhost", "", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong-wrong-wrong-wrong", "http://localhost", "", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + Token, "http://localhost", "", HttpStatusCode.Unauthorized)]
    // The credential is judged first: a stranger does not learn whether his origin would do.
    [InlineData("Bearer wrong-wrong-wrong-wrong", "http://evil.example", "", HttpStatusCode.Unauthorized)]
    [InlineData(null, null, "", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer " + Token, "http://evil.example", "", HttpStatusCode.Forbidden)]
    // A token in a URL is in histories and logs.
    [InlineData(null, "http://localhost", "?token=" + Token, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer wrong-wrong-wrong-wrong", "http://localhost", "?token=" + Token, HttpStatusCode.Unauthorized)]
    public async Task The_credential_comes_before_the_origin_and_only_by_header(
        string? authorization,
        string? origin,
        string query,
        HttpStatusCode expected
    )
    {
        var headers = new List<(string, string)>();
        Add(headers, "Authorization", authorization);
        Add(headers, "Origin", origin);

        Assert.Equal(expected, await StatusAsync(headers, query: query));
    }

    [Theory]
    [Trait("Row", "I-043")]
    [Trait("Row", "I-044")]
    [Trait("Row", "I-045")]
    [InlineData(null, false, "no origin")]
    [InlineData("http://localhost", true, "this machine")]
    [InlineData("http://localhost:1", true, "the port is set aside")]
    [InlineData("https://localhost:65535", true, "so is the scheme")]
    [InlineData("http://127.0.0.1:3000", true, "this machine")]
    [InlineData("http://[::1]:3000", true, "this machine")]
    [InlineData("http://localhost.evil.com", false, "a longer name")]
    [InlineData("http://127.0.0.1.evil", false, "a longer name")]
    [InlineData("http://localhost@evil", false, "user info")]
    [InlineData("http://evil@localhost", false, "user info")]
    [InlineData("http://LOCALHOST", false, "browsers write lower case")]
    [InlineData("http://localhost.", false, "a trailing dot is another name")]
    [InlineData("http://127.1", false, "another spelling")]
    [InlineData("http://2130706433", false, "another spelling")]
    [InlineData("http://0.0.0.0", false, "another address")]
    [InlineData("http://127.0.0.2", false, "another address")]
    [InlineData("http://[::ffff:127.0.0.1]", false, "another spelling")]
    [InlineData("http://[0:0:0:0:0:0:0:1]", false, "another spelling")]
    [InlineData("http://localhost:", false, "no port")]
    [InlineData("http://localhost:3000/", false, "no origin has a path")]
    [InlineData("http://localhost http://evil", false, "two origins")]
    [InlineData("//localhost", false, "no scheme")]
    [InlineData("localhost", false, "no scheme")]
    [InlineData("null", false, "an opaque origin")]
    [InlineData("file://", false, "no host")]
    public async Task With_a_token_the_origin_must_be_a_page_of_this_machine(string? origin, bool opens, string why)
    {
        var headers = new List<(string, string)> { ("Authorization", $"Bearer {Token}") };
        Add(headers, "Origin", origin);

        Assert.Equal((why, opens ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden), (why, await StatusAsync(headers)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT", null, HttpStatusCode.SwitchingProtocols)]
    [InlineData("http://127.0.0.1:PORT", "same-origin", HttpStatusCode.SwitchingProtocols)]
    [InlineData("http://127.0.0.1:PORT", "same-site", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", null, HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:PORT", null, HttpStatusCode.Forbidden)]
    [InlineData("https://127.0.0.1:PORT", null, HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    [InlineData(null, null, HttpStatusCode.Forbidden)]
    public async Task With_a_session_the_origin_must_be_the_exact_page(string? origin, string? site, HttpStatusCode expected)
    {
        var (cookie, key) = await gateway.SignInAsync();
        var headers = new List<(string, string)> { ("Cookie", cookie) };
        Add(headers, "Origin", origin?.Replace("PORT", $"{gateway.Port}", StringComparison.Ordinal));
        Add(headers, "Sec-Fetch-Site", site);

        Assert.Equal(expected, await StatusAsync(headers, ["gatehouse", $"k.{key}"]));
    }

    [Fact]
    public async Task A_session_needs_its_page_key_as_a_subprotocol_which_is_never_echoed()
    {
        var (cookie, key) = await gateway.SignInAsync();
        var (_, otherKey) = await gateway.SignInAsync();
        (string, string)[] headers = [("Cookie", cookie), ("Origin", $"http://127.0.0.1:{gateway.Port}")];

        var (open, _) = await GatewaySocket.TryOpenAsync(Url, headers, ["gatehouse", $"k.{key}"]);
        using (open)
        {
            Assert.Equal("gatehouse", open!.Socket.SubProtocol);
            Assert.DoesNotContain(
                open.Socket.HttpResponseHeaders!,
                header => header.Value.Any(value => value.Contains(key, StringComparison.Ordinal))
            );
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(headers));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(headers, ["gatehouse"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(headers, ["gatehouse", $"k.{otherKey}"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(headers, ["gatehouse", $"k.{key}", $"k.{otherKey}"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync([.. headers, ("X-Gatehouse-Page", key)], ["gatehouse"]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(headers[1..], ["gatehouse", $"k.{key}"]));
    }

    [Fact]
    public async Task The_page_key_as_a_subprotocol_opens_no_other_route()
    {
        var (cookie, key) = await gateway.SignInAsync();

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await gateway.StatusAsync(
                HttpMethod.Get,
                "/api/stop",
                headers: [("Cookie", cookie), ("Sec-WebSocket-Protocol", $"gatehouse, k.{key}")]
            )
        );
    }

    [Theory]
    [Trait("Row", "I-199")]
    [Trait("Row", "I-200")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Beyond_a_hundred_subscribers_of_both_kinds_the_next_hears_503_before_the_handshake(bool socket)
    {
        var streams = new List<IDisposable>();
        try
        {
            for (var number = 0; number < 60; number++)
            {
                streams.Add(await gateway.SendAsync(HttpMethod.Get, "/api/chat/events", Token));
            }

            for (var number = 0; number < 40; number++)
            {
                streams.Add(await GatewaySocket.OpenAsync(Url, Token));
            }

            Assert.Equal((60, 40), (gateway.Events.Count(StreamKind.EventStream), gateway.Events.Count(StreamKind.WebSocket)));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await OpenAsync());

            // Closing one of the other kind frees a place.
            streams[socket ? 0 : ^1].Dispose();
            await Deadline.UntilAsync(async () => await OpenAsync(), status => status != HttpStatusCode.ServiceUnavailable, "a free place");
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
            await Deadline.UntilAsync(
                () => gateway.Events.Count(StreamKind.EventStream) + gateway.Events.Count(StreamKind.WebSocket) == 0,
                "all places are free"
            );
        }

        async Task<HttpStatusCode> OpenAsync() =>
            socket
                ? await StatusAsync([("Authorization", $"Bearer {Token}"), ("Origin", "http://localhost")])
                : await gateway.StatusAsync(HttpMethod.Get, "/api/chat/events", Token);
    }

    [Theory]
    [InlineData("", 426)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n", 426)]
    [InlineData(
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 12\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
        426
    )]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n", 426)]
    [InlineData("Connection: Upgrade\r\nUpgrade: h2c\r\n", 426)]
    [InlineData("Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 3\r\n\r\nabc", 426)]
    [InlineData(
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
        101
    )]
    public async Task A_handshake_that_is_none_is_told_so(string more, int expected)
    {
        var answer = await RawHttp.SendAsync(
            gateway.Port,
            $"GET /api/chat/ws HTTP/1.1\r\nHost: 127.0.0.1:{gateway.Port}\r\nAuthorization: Bearer {Token}\r\nOrigin: http://localhost\r\n{more}\r\n"
        );

        Assert.Equal(expected, RawHttp.StatusOf(answer));
    }

    private string Url => $"http://127.0.0.1:{gateway.Port}";

    private async Task<HttpStatusCode> StatusAsync(
        IReadOnlyList<(string, string)> headers,
        IReadOnlyList<string>? subprotocols = null,
        string query = ""
    )
    {
        var (open, status) = await GatewaySocket.TryOpenAsync(Url, headers, subprotocols, query);
        open?.Dispose();
        return status;
    }

    private static void Add(List<(string, string)> headers, string name, string? value)
    {
        if (value is not null)
        {
            headers.Add((name, value));
        }
    }
}
