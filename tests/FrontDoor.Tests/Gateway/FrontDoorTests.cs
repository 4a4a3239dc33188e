using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Who gets in, and what everyone else learns.</summary>
public abstract class FrontDoorTests(string scheme) : IAsyncLifetime
{
    public sealed class OverHttp() : FrontDoorTests("http");

    public sealed class OverHttps() : FrontDoorTests("https");

    private static readonly string[] Routes =
    [
        "GET /api/gateway/status",
        "POST /api/chat/send",
        "GET /api/chat/threads",
        "POST /api/chat/thread/new",
        "GET /api/chat/history?thread_id=x",
        "POST /api/chat/approval",
        "GET /api/approvals",
        "GET /api/chat/events",
        "POST /api/memory/search",
        "GET /api/stop",
        "POST /api/stop",
        "POST /api/resume",
        "GET /api/ledger",
        "GET /api/ledger/verify",
        "GET /api/ledger/head",
    ];

    private GatehouseProcess _gatehouse = null!;

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        }
    }

    public async Task DisposeAsync()
    {
        if (_gatehouse is not null)
        {
            await _gatehouse.DisposeAsync();
        }
    }

    [TestNetFact]
    [Trait("Row", "I-027")]
    [Trait("Row", "I-028")]
    public async Task Health_tells_two_words_and_nothing_else()
    {
        using var anyone = GatewayClient.Anonymous(_gatehouse);
        using var answer = await anyone.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal("""{"status":"healthy","channel":"gateway"}""", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.DoesNotContain(
            answer.Headers,
            header => header.Value.Any(value => value.Contains("gatehouse", StringComparison.OrdinalIgnoreCase))
        );
    }

    [TestNetFact]
    [Trait("Row", "I-020")]
    [Trait("Row", "I-021")]
    [Trait("Row", "A-074")]
    [Trait("Row", "A-110")]
    public async Task Every_route_wants_the_owners_credential()
    {
        using var anyone = GatewayClient.Anonymous(_gatehouse);
        using var wrong = GatewayClient.WithToken(_gatehouse, new string('0', 64));
        foreach (var route in Routes)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anyone, route)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(wrong, route)).StatusCode);
        }

        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(owner, Routes[0])).StatusCode);
    }

    [TestNetFact]
    [Trait("Row", "I-023")]
    [Trait("Row", "I-022")]
    public async Task A_token_in_the_query_opens_the_event_stream_only()
    {
        var token = (await _gatehouse.RunCliAsync("token", "show")).Output.Trim();
        using var anyone = GatewayClient.Anonymous(_gatehouse);
        foreach (
            var route in Routes.Where(route =>
                !route.Contains("events", StringComparison.Ordinal) && route.StartsWith("GET", StringComparison.Ordinal)
            )
        )
        {
            var joined = route + (route.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "token=" + token;
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(anyone, joined)).StatusCode);
        }

        using var stream = await anyone.Http.GetAsync(
            new Uri("/api/chat/events?token=" + token, UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead
        );
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
    }

    [TestNetFact]
    [Trait("Row", "I-052")]
    [Trait("Row", "I-053")]
    [Trait("Row", "I-054")]
    [Trait("Row", "I-206")]
    public async Task Every_answer_carries_the_security_headers_once()
    {
        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        using var anyone = GatewayClient.Anonymous(_gatehouse);
        using var large = new StringContent(new string('x', 1024 * 1024 + 1), Encoding.UTF8, "application/json");
        HttpResponseMessage[] answers =
        [
            await SendAsync(owner, "GET /"),
            await SendAsync(owner, "GET /api/gateway/status"),
            await SendAsync(anyone, "GET /api/gateway/status"),
            await SendAsync(owner, "GET /nowhere"),
            await owner.Http.PostAsync(new Uri("/api/chat/send", UriKind.Relative), large),
        ];
        Assert.Equal([200, 200, 401, 404, 413], answers.Select(answer => (int)answer.StatusCode));
        foreach (var answer in answers)
        {
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Contains(
                "default-src 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }
    }

    [TestNetFact]
    [Trait("Row", "I-049")]
    public async Task A_body_over_one_megabyte_is_refused_with_and_without_its_length()
    {
        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        foreach (var chunked in new[] { false, true })
        {
            var body = Encoding.ASCII.GetBytes("{\"content\":\"" + new string('x', 1024 * 1024 - 13) + "\"}");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat/send") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await owner.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        }
    }

    [TestNetFact]
    [Trait("Row", "A-109")]
    public async Task A_browser_session_needs_both_halves_and_its_own_origin()
    {
        using var session = await GatewayClient.LoginAsync(_gatehouse, _gatehouse.LoginCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(session, "GET /api/gateway/status")).StatusCode);

        var key = session.Http.DefaultRequestHeaders.GetValues("X-Gatehouse-Page").Single();
        session.Http.DefaultRequestHeaders.Remove("X-Gatehouse-Page");
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(session, "GET /api/gateway/status")).StatusCode);

        using var keyOnly = GatewayClient.Anonymous(_gatehouse);
        keyOnly.Http.DefaultRequestHeaders.Add("X-Gatehouse-Page", key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(keyOnly, "GET /api/gateway/status")).StatusCode);

        session.Http.DefaultRequestHeaders.Add("X-Gatehouse-Page", key);
        foreach (
            var origin in new[]
            {
                $"{scheme}://127.0.0.1:9",
                "http://evil.example",
                "null",
                $"{(scheme == "http" ? "https" : "http")}://127.0.0.1:{_gatehouse.Port}",
            }
        )
        {
            session.Http.DefaultRequestHeaders.Remove("Origin");
            session.Http.DefaultRequestHeaders.Add("Origin", origin);
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(session, "POST /api/chat/thread/new")).StatusCode);
        }

        session.Http.DefaultRequestHeaders.Remove("Origin");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(session, "POST /api/chat/thread/new")).StatusCode);
        session.Http.DefaultRequestHeaders.Add("Origin", _gatehouse.BaseUrl);
        session.Http.DefaultRequestHeaders.Remove("Sec-Fetch-Site");
        session.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(session, "GET /api/gateway/status")).StatusCode);
    }

    [TestNetFact]
    public async Task A_login_code_works_once()
    {
        using var first = await GatewayClient.LoginAsync(_gatehouse, _gatehouse.LoginCode);
        var again = await Assert.ThrowsAsync<HttpRequestException>(() => GatewayClient.LoginAsync(_gatehouse, _gatehouse.LoginCode));
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [TestNetFact]
    public async Task A_foreign_host_name_is_refused_before_anything_else()
    {
        using var caller = new Caller(_gatehouse);
        var token = ("Authorization", $"Bearer {await _gatehouse.TokenAsync()}");
        Assert.Equal(200, await caller.StatusAsync("GET", "/api/gateway/status", null, token));
        var rebound = ("Host", $"rebound.example.com:{_gatehouse.Port}");
        Assert.Equal(421, await caller.StatusAsync("GET", "/api/gateway/status", null, token, rebound));
    }

    [TestNetFact]
    [Trait("Row", "I-046")]
    public async Task The_thirty_first_message_in_a_minute_is_refused()
    {
        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => SendAsync(owner, "POST /api/chat/send", """{"content":"echo x"}"""))
        );
        Assert.Equal(30, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
        Assert.All(
            answers.Where(answer => answer.StatusCode != HttpStatusCode.Accepted),
            answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode)
        );
    }

    private static Task<HttpResponseMessage> SendAsync(GatewayClient client, string route, string body = "{}")
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
