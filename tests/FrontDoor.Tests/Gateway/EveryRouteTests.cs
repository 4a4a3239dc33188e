using System.Net;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Every route that the running program tells of, against everyone who must not get in: each of them lacks one thing.</summary>
public abstract class EveryRouteTests(string scheme) : IAsyncLifetime
{
    public sealed class OverHttp() : EveryRouteTests("http");

    public sealed class OverHttps() : EveryRouteTests("https");

    // What ends the session that asks, the server, or the token of the other requests.
    private static readonly string[] Ending = ["/api/auth/logout", "/control/shutdown", "/control/token/rotate"];

    private static readonly string[] Refusals = ["401", "403", "421"];

    private GatehouseProcess _gatehouse = null!;
    private Caller _caller = null!;
    private IReadOnlyList<SurfaceRoute> _routes = [];
    private (string Name, string Value) _token;

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _gatehouse = await GatehouseProcess.StartOverAsync(scheme);
            _caller = new Caller(_gatehouse);
            _routes = await SurfaceRoute.ListAsync(_gatehouse);
            _token = ("Authorization", $"Bearer {await _gatehouse.TokenAsync()}");
        }
    }

    public async Task DisposeAsync()
    {
        if (_gatehouse is not null)
        {
            _caller.Dispose();
            await _gatehouse.DisposeAsync();
        }
    }

    [TestNetFact]
    [Trait("Row", "I-003")]
    [Trait("Row", "I-020")]
    [Trait("Row", "I-021")]
    [Trait("Row", "I-023")]
    [Trait("Row", "I-039")]
    [Trait("Row", "I-041")]
    [Trait("Row", "I-042")]
    [Trait("Row", "I-043")]
    [Trait("Row", "I-215")]
    [Trait("Row", "A-074")]
    [Trait("Row", "A-109")]
    [Trait("Row", "A-110")]
    public async Task Whoever_lacks_one_thing_is_refused_everywhere_and_changes_nothing()
    {
        var (mine, other) = (await BrowserHalves.SignInAsync(_gatehouse, _caller), await BrowserHalves.SignInAsync(_gatehouse, _caller));
        var owned = _routes.Where(route => route is { IsPublic: false, OnGateway: true }).ToList();
        Assert.True(owned.Count > 20, $"only {owned.Count} routes");
        Assert.Contains(owned, route => route.IsUpgrade);
        var (before, wrong) = (await StateAsync(), new List<string>());
        foreach (var route in owned)
        {
            foreach (var attempt in Attempts(route, mine, other))
            {
                using var answer = await SendAsync(route, attempt.Query, attempt.Headers);
                var status = (int)answer.StatusCode;
                if (
                    status != attempt.Expected
                    || answer.Content.Headers.ContentType?.MediaType
                        != (route.Path.StartsWith("/v1/", StringComparison.Ordinal) ? "application/json" : "application/problem+json")
                    || answer.Headers.Contains("Set-Cookie")
                )
                {
                    wrong.Add($"{route}, {attempt.Who}: {status} in place of {attempt.Expected}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(before, await StateAsync());
    }

    [TestNetFact]
    [Trait("Row", "I-002")]
    [Trait("Row", "I-021")]
    [Trait("Row", "I-040")]
    public async Task The_owner_gets_everywhere_by_token_by_page_and_by_terminal()
    {
        var halves = await BrowserHalves.SignInAsync(_gatehouse, _caller);
        var origin = ("Origin", _gatehouse.BaseUrl);
        var wrong = new List<string>();
        foreach (var route in _routes.Where(route => !Ending.Contains(route.Path) && route.OnGateway))
        {
            foreach (
                var (who, headers) in new (string, (string, string)[])[]
                {
                    ("token", [_token, origin]),
                    ("page", [halves.CookieHeader, halves.Key(route.IsUpgrade), origin, ("Sec-Fetch-Site", "same-origin")]),
                }
            )
            {
                using var answer = await SendAsync(route, "", headers);
                if (Is(answer, Refusals) && route.Path != "/api/auth/login")
                {
                    wrong.Add($"{route} by {who}: {(int)answer.StatusCode}");
                }
            }
        }

        using var terminal = new HttpClient(UnixSocket(Path.Combine(_gatehouse.Home, "run", "control.sock")));
        foreach (var route in _routes.Where(route => !Ending.Contains(route.Path) && route.Listeners.Contains("control")))
        {
            using var request = new HttpRequestMessage(new HttpMethod(route.Method), $"http://control{route.Path}");
            request.Content = route.TakesBody ? Caller.Json("{}") : null;
            using var answer = await terminal.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (Is(answer, Refusals))
            {
                wrong.Add($"{route} by terminal: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(wrong);
        // And those that end something, at their end.
        Assert.Equal(
            204,
            await _caller.StatusAsync("POST", "/api/auth/logout", null, halves.CookieHeader, halves.Key(upgrade: false), origin)
        );
        Assert.Equal(401, await _caller.StatusAsync("GET", "/api/stop", null, halves.CookieHeader, halves.Key(upgrade: false), origin));
    }

    [TestNetFact]
    [Trait("Row", "I-027")]
    [Trait("Row", "I-029")]
    [Trait("Row", "I-030")]
    [Trait("Row", "I-032")]
    public async Task What_is_open_to_everyone_is_these_five_and_holds_nothing_of_the_owner()
    {
        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        await owner.SendAndWaitAsync("echo a canary of the owner");
        var open = _routes.Where(route => route is { IsPublic: true, OnGateway: true }).ToList();
        Assert.Equal(
            ["/", "/api/auth/login", "/api/health", "/app.js", "/style.css"],
            open.Select(route => route.Path).Distinct().Order(StringComparer.Ordinal)
        );
        foreach (var route in open)
        {
            var foreign = ("Origin", "https://evil.example");
            Assert.Equal((route, 421), (route, await StatusAsync(route, ("Host", $"evil.example:{_gatehouse.Port}"))));
            if (route.TakesBody)
            {
                Assert.Equal((route, 403), (route, await StatusAsync(route, foreign)));
                continue;
            }

            // A cookie that opens nothing does no harm either: these do not look at it.
            using var answer = await SendAsync(route, "", [("Cookie", "gatehouse_session=" + new string('0', 64)), foreign]);
            Assert.Equal((route, HttpStatusCode.OK), (route, answer.StatusCode));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.DoesNotContain("canary", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private IEnumerable<Attempt> Attempts(SurfaceRoute route, BrowserHalves mine, BrowserHalves other)
    {
        var port = _gatehouse.Port;
        var (cookie, key, own) = (mine.CookieHeader, mine.Key(route.IsUpgrade), ("Origin", _gatehouse.BaseUrl));
        var (neighbour, rebound) = ($"{scheme}://127.0.0.1:9", $"evil.example:{port}");
        yield return new("nobody", 401, [own]);
        yield return new("a stolen cookie without the page key", 401, [cookie, own]);
        yield return new("a stolen page key without the cookie", 401, [key, own]);
        yield return new("the key of another session", 401, [cookie, other.Key(route.IsUpgrade), own]);
        yield return new("the key in the place of another kind of route", 401, [cookie, mine.Key(!route.IsUpgrade), own]);
        yield return new("a page on another port, with the cookie", 401, [cookie, ("Origin", neighbour), ("Sec-Fetch-Site", "same-site")]);
        yield return new("a page on another port, with both halves", 403, [cookie, key, ("Origin", neighbour)]);
        yield return new("a page of localhost", 403, [cookie, key, ("Origin", $"{scheme}://localhost:{port}")]);
        yield return new(
            "a page of the other scheme",
            403,
            [cookie, key, ("Origin", $"{(scheme == "http" ? "https" : "http")}://127.0.0.1:{port}")]
        );
        yield return new("a foreign page", 403, [cookie, key, ("Origin", "https://evil.example")]);
        yield return new("a page without an origin of its own", 403, [cookie, key, ("Origin", "null")]);
        yield return new("another site, by the browser's word", 403, [cookie, key, own, ("Sec-Fetch-Site", "cross-site")]);
        yield return new("a rebound name, with both halves", 421, [cookie, key, ("Host", rebound), ("Origin", $"{scheme}://{rebound}")]);
        yield return new("a rebound name, with the token", 421, [_token, ("Host", rebound)]);
        yield return new("a wrong token", 401, [("Authorization", $"Bearer {new string('0', 64)}"), own]);
        yield return new(
            "a wrong token of a foreign page",
            401,
            [("Authorization", $"Bearer {new string('0', 64)}"), ("Origin", "https://evil.example")]
        );
        yield return new("a wrong token with a good session", 401, [("Authorization", "Bearer x"), cookie, key, own]);
        yield return new("another scheme of authorization", 401, [("Authorization", "Basic" + _token.Value["Bearer".Length..]), own]);
        yield return new("the token, of a foreign page", 403, [_token, ("Origin", "https://evil.example")]);
        if (route.Path is not ("/api/chat/events" or "/api/logs/events"))
        {
            yield return new("the token in the query", 401, [own]) { Query = $"?token={_token.Value["Bearer ".Length..]}" };
        }

        if (route.IsUpgrade)
        {
            yield return new("the token without an origin", 403, [_token]);
        }

        if (route.IsUpgrade || route.Method != "GET")
        {
            yield return new("a session without an origin", 403, [cookie, key]);
        }
    }

    private Task<HttpResponseMessage> SendAsync(SurfaceRoute route, string query, IEnumerable<(string, string)> headers) =>
        _caller.SendAsync(route.Method, route.Path + query, route.TakesBody ? Caller.Json("{}") : null, headers);

    private Task<int> StatusAsync(SurfaceRoute route, params IEnumerable<(string, string)> headers) =>
        _caller.StatusAsync(route.Method, route.Path, route.TakesBody ? Caller.Json("{}") : null, headers);

    private async Task<string> StateAsync()
    {
        using var owner = GatewayClient.WithToken(_gatehouse, _token.Value["Bearer ".Length..]);
        var status = await owner.StatusAsync();
        return status.GetProperty("ledger").GetRawText()
            + status.GetProperty("stop").GetRawText()
            + (await owner.GetAsync("/api/chat/threads")).GetRawText()
            + (await owner.GetAsync("/api/sessions")).GetRawText();
    }

    private static bool Is(HttpResponseMessage answer, string[] statuses) => statuses.Contains($"{(int)answer.StatusCode}");

    private static SocketsHttpHandler UnixSocket(string path) =>
        new()
        {
            UseProxy = false,
            ConnectCallback = async (_, ct) =>
            {
                var socket = new System.Net.Sockets.Socket(
                    System.Net.Sockets.AddressFamily.Unix,
                    System.Net.Sockets.SocketType.Stream,
                    System.Net.Sockets.ProtocolType.Unspecified
                );
                await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(path), ct);
                return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
            },
        };

    private sealed record Attempt(string Who, int Expected, (string, string)[] Headers)
    {
        public string Query { get; init; } = "";
    }
}
