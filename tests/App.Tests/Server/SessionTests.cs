using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Gatehouse.Server.Access;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>Who is signed in, and how they are signed out with all that they have open.</summary>
public sealed class SessionTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>, IAsyncLifetime
{
    private const string Token = GatewayUnderTest.Token;

    public async Task InitializeAsync()
    {
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.OK, await gateway.StatusAsync(HttpMethod.Post, "/api/sessions/revoke", Token, """{"all":true}"""));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_list_tells_each_browser_and_which_one_asks()
    {
        var first = await gateway.SignInAsync("A browser\t\u202Ewith tricks " + new string('x', 500));
        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await gateway.SignInAsync("Another");

        var seen = await ListAsync(first);

        Assert.Equal(2, seen.Count);
        var (mine, other) = (seen.Single(Current), seen.Single(session => !Current(session)));
        Assert.Equal("Another", Text(other, "user_agent"));
        Assert.StartsWith("A browser", Text(mine, "user_agent"), StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', Text(mine, "user_agent"));
        Assert.Equal(200, Text(mine, "user_agent").Length);
        Assert.Equal(
            TimeSpan.FromMinutes(10),
            mine.GetProperty("last_seen").GetDateTimeOffset() - mine.GetProperty("created").GetDateTimeOffset()
        );
        Assert.All(seen, session => Assert.Equal(32, Text(session, "id").Length));
        Assert.DoesNotContain(seen, session => session.GetRawText().Contains(first.PageKey, StringComparison.Ordinal));
        Assert.DoesNotContain(await ListAsync(null), Current);
        Assert.Equal(2, (await ListAsync(second)).Count);
    }

    [Theory]
    [InlineData("/api/stop", """{"scope":"global"}""", "a route that reads its body")]
    [InlineData("/api/auth/logout", "{}", "a route that skips it")]
    public async Task A_body_that_ends_after_its_credential_was_taken_back_does_nothing(string path, string json, string why)
    {
        await using var own = await GatewayUnderTest.StartAsync();
        var browser = await own.SignInAsync();
        using var body = new HeldContent(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Add("Cookie", browser.Cookie);
        request.Headers.Add("X-Gatehouse-Page", browser.PageKey);
        request.Headers.Add("Origin", own.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        var answer = own.Http.SendAsync(request);
        await body.Begun;
        // The head was judged: the server waits for the rest.
        await Task.Delay(200);
        Assert.Equal(1, await own.Revocation.EndAllAsync(except: null));
        body.LetGo();

        using var response = await answer;
        Assert.Equal((why, HttpStatusCode.Unauthorized), (why, response.StatusCode));
        using var stop = await own.SendAsync(HttpMethod.Get, "/api/stop", Token);
        Assert.DoesNotContain("since", await stop.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_everybody_out_ends_the_links_that_were_not_used_yet()
    {
        var code = gateway.Codes.Create().Code;

        await gateway.StatusAsync(HttpMethod.Post, "/api/sessions/revoke", Token, """{"all":true}""");

        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await gateway.StatusAsync(HttpMethod.Post, "/api/auth/login", json: $$"""{"code":"{{code}}"}""")
        );
    }

    [Fact]
    public async Task A_cookie_alone_is_no_guess_so_another_page_of_this_host_cannot_fill_the_window()
    {
        await using var own = await GatewayUnderTest.StartAsync();
        var (cookie, _) = await own.SignInAsync();
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await own.StatusAsync(HttpMethod.Get, "/api/stop", headers: ("Cookie", cookie)));
        }
    }

    [Fact]
    public async Task A_page_hears_that_its_session_is_over_however_many_guesses_were_made()
    {
        await using var own = await GatewayUnderTest.StartAsync();
        var browser = await own.SignInAsync();
        await own.Revocation.EndAllAsync(except: null);
        for (var i = 0; i < 25; i++)
        {
            await own.StatusAsync(HttpMethod.Get, "/api/stop", "a-wrong-guess-of-the-token");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await own.StatusAsync(HttpMethod.Get, "/api/stop", "a-wrong-guess-of-the-token"));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await own.StatusAsync(HttpMethod.Get, "/api/stop", headers: [("Cookie", browser.Cookie), ("X-Gatehouse-Page", browser.PageKey)])
        );
    }

    [Fact]
    public async Task A_login_takes_no_more_than_a_code_needs()
    {
        var padded = $$"""{"code":"{{new string('x', 2_000)}}"}""";

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await gateway.StatusAsync(HttpMethod.Post, "/api/auth/login", json: padded));
    }

    [Fact]
    [Trait("Row", "I-228")]
    public async Task A_revoked_session_is_dead_with_its_open_streams_and_sockets()
    {
        var (mine, other) = (await gateway.SignInAsync(), await gateway.SignInAsync());
        var id = Text((await ListAsync(other)).Single(Current), "id");
        using var mySocket = await SocketAsync(mine);
        using var itsSocket = await SocketAsync(other);
        using var itsSocketToo = await SocketAsync(other);
        using var itsStream = await StreamAsync(other);

        await RevokeAsync(mine, $$"""{"id":"{{id}}"}""", HttpStatusCode.OK);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await itsSocket.EndAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await itsSocketToo.EndAsync());
        await EndsAsync(itsStream);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(mine));
        await mySocket.SendAsync("""{"type":"ping"}""");
        Assert.Equal("pong", Text((await mySocket.NextAsync())!.Value, "type"));
        await RevokeAsync(mine, $$"""{"id":"{{id}}"}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_means_all_but_the_one_that_asks()
    {
        var (mine, other, third) = (await gateway.SignInAsync(), await gateway.SignInAsync(), await gateway.SignInAsync());
        using var mySocket = await SocketAsync(mine);
        using var itsSocket = await SocketAsync(third);

        await RevokeAsync(mine, """{"all":true}""", HttpStatusCode.OK);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await itsSocket.EndAsync());
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (await StatusAsync(mine), await StatusAsync(other), await StatusAsync(third))
        );
        Assert.Single(await ListAsync(mine));
        Assert.Equal(HttpStatusCode.OK, await gateway.StatusAsync(HttpMethod.Post, "/api/sessions/revoke", Token, """{"all":true}"""));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(mine));
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await mySocket.EndAsync());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"all":false}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":"x","all":true}""")]
    public async Task What_is_to_be_revoked_must_be_said_once(string json)
    {
        var mine = await gateway.SignInAsync();

        await RevokeAsync(mine, json, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(mine));
    }

    [Fact]
    [Trait("Row", "I-228")]
    public async Task Signing_out_ends_the_streams_and_sockets_of_that_browser()
    {
        var (mine, other) = (await gateway.SignInAsync(), await gateway.SignInAsync());
        using var mySocket = await SocketAsync(mine);
        using var itsSocket = await SocketAsync(other);
        using var myStream = await StreamAsync(mine);

        Assert.Equal(HttpStatusCode.NoContent, await gateway.StatusAsync(HttpMethod.Post, "/api/auth/logout", headers: Headers(mine)));

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await mySocket.EndAsync());
        await EndsAsync(myStream);
        await itsSocket.SendAsync("""{"type":"ping"}""");
        Assert.NotNull(await itsSocket.NextAsync());
    }

    [Fact]
    public async Task A_session_that_ran_out_ends_its_socket_at_the_next_message()
    {
        var mine = await gateway.SignInAsync();
        using var socket = await SocketAsync(mine);

        gateway.Clock.Advance(SessionBook.Lifetime);
        await socket.SendAsync("""{"type":"message","content":"too late"}""");

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await socket.EndAsync());
        using var threads = await gateway.SendAsync(HttpMethod.Get, "/api/chat/threads", Token);
        Assert.DoesNotContain("too late", await threads.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "I-228")]
    public async Task A_rotated_token_is_dead_with_its_open_streams_and_sockets()
    {
        await using var own = await Own.StartAsync();
        var mine = await own.Gateway.SignInAsync();
        using var itsSocket = await GatewaySocket.OpenAsync(own.Url, Token);
        using var itsStream = await own.Gateway.SendAsync(HttpMethod.Get, "/api/chat/events", Token);
        using var itsOtherStream = await own.Gateway.SendAsync(HttpMethod.Get, $"/api/chat/events?token={Token}");
        var (open, _) = await GatewaySocket.TryOpenAsync(
            own.Url,
            [("Cookie", mine.Cookie), ("Origin", own.Url)],
            ["gatehouse", $"k.{mine.PageKey}"]
        );
        using var session = open!;

        var (fresh, cut) = await own.Gateway.Revocation.RotateTokenAsync();

        Assert.Equal(3, cut);
        Assert.Matches("^[0-9a-f]{64}$", fresh);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await itsSocket.EndAsync());
        await EndsAsync(itsStream);
        await EndsAsync(itsOtherStream);
        Assert.Equal(HttpStatusCode.Unauthorized, await own.Gateway.StatusAsync(HttpMethod.Get, "/api/stop", Token));
        Assert.Equal(HttpStatusCode.OK, await own.Gateway.StatusAsync(HttpMethod.Get, "/api/stop", fresh));
        await session.SendAsync("""{"type":"ping"}""");
        Assert.NotNull(await session.NextAsync());
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_is_cut_too()
    {
        await using var own = await Own.StartAsync();
        var before = own.Gateway.Events.Count(Gatehouse.Server.Events.StreamKind.EventStream);
        await using var stalled = await RawHttp.ConnectAsync(own.Gateway.Port);
        await stalled.WriteAsync(
            System.Text.Encoding.ASCII.GetBytes(
                $"GET /api/chat/events HTTP/1.1\r\nHost: 127.0.0.1:{own.Gateway.Port}\r\nAuthorization: Bearer {Token}\r\n\r\n"
            )
        );
        await Deadline.UntilAsync(
            () => own.Gateway.Events.Count(Gatehouse.Server.Events.StreamKind.EventStream) > before,
            "the stream is open"
        );
        for (var number = 0; number < 100; number++)
        {
            own.Gateway.Events.Publish(new Gatehouse.Contracts.Events.StatusEvent(new string('x', 100_000)));
        }

        await own.Gateway.Revocation.RotateTokenAsync();

        // Sooner than the web server's own patience with a slow reader, which is 5 s.
        await Deadline.UntilAsync(
            () => own.Gateway.Events.Count(Gatehouse.Server.Events.StreamKind.EventStream) == before,
            "the stream is cut",
            TimeSpan.FromSeconds(4)
        );
    }

    private (string Name, string Value)[] Headers((string Cookie, string PageKey) session) =>
        [("Cookie", session.Cookie), ("X-Gatehouse-Page", session.PageKey), ("Origin", Url)];

    private string Url => $"http://127.0.0.1:{gateway.Port}";

    private Task<HttpStatusCode> StatusAsync((string, string) session) =>
        gateway.StatusAsync(HttpMethod.Get, "/api/stop", headers: Headers(session));

    private async Task<IReadOnlyList<JsonElement>> ListAsync((string, string)? session)
    {
        using var answer = session is { } own
            ? await gateway.SendAsync(HttpMethod.Get, "/api/sessions", headers: Headers(own))
            : await gateway.SendAsync(HttpMethod.Get, "/api/sessions", Token);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return [.. json.RootElement.GetProperty("sessions").EnumerateArray().Select(session => session.Clone())];
    }

    private async Task RevokeAsync((string, string) session, string json, HttpStatusCode expected) =>
        Assert.Equal(expected, await gateway.StatusAsync(HttpMethod.Post, "/api/sessions/revoke", json: json, headers: Headers(session)));

    private async Task<GatewaySocket> SocketAsync((string Cookie, string PageKey) session)
    {
        var (open, status) = await GatewaySocket.TryOpenAsync(
            Url,
            [("Cookie", session.Cookie), ("Origin", Url)],
            ["gatehouse", $"k.{session.PageKey}"]
        );
        Assert.Equal(HttpStatusCode.SwitchingProtocols, status);
        return open!;
    }

    private Task<HttpResponseMessage> StreamAsync((string, string) session) =>
        gateway.SendAsync(HttpMethod.Get, "/api/chat/events", headers: Headers(session));

    private static async Task EndsAsync(HttpResponseMessage stream)
    {
        try
        {
            await stream.Content.ReadAsStringAsync().WaitAsync(Deadline.Default);
        }
        catch (HttpRequestException)
        {
            // Cut off in the middle, which is an end too.
        }
    }

    private static bool Current(JsonElement session) => session.GetProperty("current").GetBoolean();

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>A gateway whose token may be spoilt.</summary>
    private sealed class Own(GatewayUnderTest gateway) : IAsyncDisposable
    {
        public GatewayUnderTest Gateway => gateway;

        public string Url => $"http://127.0.0.1:{gateway.Port}";

        public static async Task<Own> StartAsync() => new(await GatewayUnderTest.StartAsync());

        public async ValueTask DisposeAsync() => await gateway.DisposeAsync();
    }
}
