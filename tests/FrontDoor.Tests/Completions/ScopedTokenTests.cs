using System.Net;
using System.Text.Json;
using Gatehouse.FrontDoor.Tests.Gateway;
using Gatehouse.FrontDoor.Tests.Leaks;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>What a program's token opens, how long, and that nothing of it is kept.</summary>
public abstract class ScopedTokenTests(string scheme)
{
    public sealed class OverHttp() : ScopedTokenTests("http");

    public sealed class OverHttps() : ScopedTokenTests("https");

    private static readonly string[] Opened = ["POST /v1/chat/completions", "GET /v1/models"];

    [TestNetFact]
    public async Task A_token_opens_its_two_routes_and_gets_403_from_every_other()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var asker = await Asker.CreateAsync(gatehouse);
        using var caller = new Caller(gatehouse);
        var routes = await SurfaceRoute.ListAsync(gatehouse);
        Assert.True(routes.Count > 40, $"only {routes.Count} routes");
        Assert.All(Opened, opened => Assert.Contains(routes, route => route.ToString() == opened));
        var bearer = ("Authorization", $"Bearer {asker.Token}");
        var nowhere = new[] { "/api/nothing", "/v1/nothing", "/v1", "/nothing" }.Select(path => new SurfaceRoute(
            "GET",
            path,
            false,
            false,
            []
        ));
        foreach (var route in routes.Concat(nowhere))
        {
            foreach (var origin in new[] { gatehouse.BaseUrl, $"{scheme}://localhost:{gatehouse.Port}" })
            {
                using var answer = await caller.SendAsync(
                    route.Method,
                    route.Path,
                    route.TakesBody ? Caller.Json("{}") : null,
                    bearer,
                    ("Origin", origin)
                );
                var text = await answer.Content.ReadAsStringAsync();
                if (Opened.Contains(route.ToString()))
                {
                    Assert.Equal((route, route.TakesBody ? HttpStatusCode.BadRequest : HttpStatusCode.OK), (route, answer.StatusCode));
                    continue;
                }

                Assert.Equal((route, HttpStatusCode.Forbidden), (route, answer.StatusCode));
                if (route.Method != "HEAD")
                {
                    Assert.Contains("scope chat", text, StringComparison.Ordinal);
                }

                Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
            }
        }

        using var inQuery = await caller.SendAsync("GET", $"/api/chat/events?token={asker.Token}");
        Assert.Equal(HttpStatusCode.Forbidden, inQuery.StatusCode);
        using var foreign = await caller.SendAsync("GET", "/v1/models", null, bearer, ("Origin", "https://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
    }

    [TestNetFact]
    public async Task The_owner_opens_them_too_and_nobody_else_does()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var caller = new Caller(gatehouse);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var models = await owner.Http.GetAsync(new Uri("/v1/models", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, models.StatusCode);
        foreach (
            var (status, method, path, body, headers) in new (HttpStatusCode, string, string, HttpContent?, (string, string)[])[]
            {
                (HttpStatusCode.Unauthorized, "GET", "/v1/models", null, []),
                (
                    HttpStatusCode.Unauthorized,
                    "POST",
                    "/v1/chat/completions",
                    Caller.Json("{}"),
                    [("Authorization", "Bearer gh_" + new string('0', 64))]
                ),
                (HttpStatusCode.NotFound, "GET", "/v1/nothing", null, [("Authorization", $"Bearer {await gatehouse.TokenAsync()}")]),
                (HttpStatusCode.NotFound, "PUT", "/v1/models", null, [("Authorization", $"Bearer {await gatehouse.TokenAsync()}")]),
                (HttpStatusCode.RequestEntityTooLarge, "POST", "/v1/chat/completions", Caller.Json(new string(' ', 1024 * 1024 + 1)), []),
                (
                    HttpStatusCode.UnsupportedMediaType,
                    "POST",
                    "/v1/chat/completions",
                    new StringContent("x"),
                    [("Authorization", $"Bearer {await gatehouse.TokenAsync()}")]
                ),
                (HttpStatusCode.MisdirectedRequest, "GET", "/v1/models", null, [("Host", $"evil.example:{gatehouse.Port}")]),
            }
        )
        {
            using var answer = await caller.SendAsync(method, path, body, headers);
            await Asker.ErrorAsync(status, answer);
        }
    }

    [TestNetFact]
    public async Task A_token_survives_restarts_runs_out_is_listed_and_lies_nowhere()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var asker = await Asker.CreateAsync(gatehouse, "--name", "editor", "--expires", "30d");
        using var brief = await Asker.CreateAsync(gatehouse, "--expires", "1s");
        var made = DateTimeOffset.UtcNow;
        using (var good = await asker.ModelsAsync())
        {
            Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        }

        await gatehouse.RestartAsync();
        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using (var still = await asker.ModelsAsync())
        {
            Assert.Equal(HttpStatusCode.OK, still.StatusCode);
        }

        using var over = await brief.ModelsAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, over.StatusCode);
        using var list = JsonDocument.Parse((await gatehouse.RunCliAsync("tokens", "list", "--json")).Output);
        var listed = list.RootElement.GetProperty("tokens").EnumerateArray().ToList();
        Assert.Equal([brief.Id, asker.Id], listed.Select(token => token.Text("id")));
        Assert.Equal([true, false], listed.Select(token => token.GetProperty("expired").GetBoolean()));
        Assert.Equal(("editor", "chat"), (listed[1].Text("name"), listed[1].Text("scope")));
        Assert.InRange(listed[1].GetProperty("last_used").GetDateTimeOffset(), made.AddMinutes(-1), DateTimeOffset.UtcNow);
        Assert.InRange(listed[1].GetProperty("expires").GetDateTimeOffset(), made.AddDays(29), made.AddDays(31));
        Assert.Contains("expired", (await gatehouse.RunCliAsync("tokens")).Output, StringComparison.Ordinal);
        await SecretNowhere.AssertAsync(gatehouse, asker.Token);
    }

    [TestNetFact]
    public async Task Making_and_taking_back_are_the_owner_s_acts_in_the_ledger()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var made = await owner.PostAsync("/api/tokens", new { scope = "chat", name = "editor" });
        var intent = Assert.Single(await owner.LedgerAsync(), entry => entry.Text("kind") == "intent");
        Assert.Contains(made.Text("id"), intent.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            made.Text("token"),
            (await owner.EffectAsync(intent.Text("effect_id"))).GetRawText(),
            StringComparison.Ordinal
        );
        using (var deleted = await owner.Http.DeleteAsync(new Uri($"/api/tokens/{made.Text("id")}", UriKind.Relative)))
        {
            Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        }

        Assert.Contains(
            made.Text("id"),
            Assert.Single(await owner.LedgerAsync(), entry => entry.Text("kind") == "revoked").GetRawText(),
            StringComparison.Ordinal
        );
        foreach (var id in new[] { made.Text("id"), new string('0', 32), "x" })
        {
            using var gone = await owner.Http.DeleteAsync(new Uri($"/api/tokens/{id}", UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }

        foreach (
            var wrong in new object[]
            {
                new { scope = "all" },
                new { scope = "chat", expires_in = "soon" },
                new { scope = "chat", expires_in = "366d" },
                new { scope = "chat", name = new string('x', 65) },
                new { scope = "chat", name = "a\nb" },
            }
        )
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => owner.PostAsync("/api/tokens", wrong));
        }

        Assert.Empty((await owner.GetAsync("/api/tokens")).GetProperty("tokens").EnumerateArray());
        Assert.Equal(2, (await gatehouse.RunCliAsync("tokens", "create")).ExitCode);
        var printed = await gatehouse.RunCliAsync("tokens", "create", "--scope", "chat");
        Assert.Matches("^gh_[0-9a-f]{64}\n$", printed.Output);
    }

    [TestNetFact]
    public async Task Taking_a_token_back_ends_what_streams_through_it_and_its_call()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        using var other = await Asker.CreateAsync(gatehouse);
        var slow = new Reply
        {
            Text = new string('x', 60),
            Pieces = 60,
            ChunkDelayMilliseconds = 100,
        };
        await model.ReplyAsync(slow, slow);
        using var stream = await asker.StreamAsync(Asker.Body());
        using var untouched = await other.StreamAsync(Asker.Body());
        await stream.UntilContentAsync();
        await untouched.UntilContentAsync();

        Assert.Equal(0, (await gatehouse.RunCliAsync("tokens", "revoke", asker.Id)).ExitCode);
        await stream.ToEndAsync();

        Assert.False(stream.IsDone);
        Assert.True(stream.Content.Length < 50, "it went on to its end");
        await Deadline.UntilAsync(model.GivenUpAsync, count => count == 1, "the model's server is told", TimeSpan.FromSeconds(2));
        using var dead = await asker.SendAsync(Asker.Body());
        await Asker.ErrorAsync(HttpStatusCode.Unauthorized, dead);
        Assert.True((await untouched.ToEndAsync()).IsDone);
    }

    [TestNetFact]
    public async Task A_token_that_runs_out_ends_what_streams_through_it()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        // The first of all requests takes its time; this one's clock must not run meanwhile.
        await model.SayAsync("warm");
        using (var first = await Asker.CreateAsync(gatehouse))
        {
            await (await first.StreamAsync(Asker.Body())).ToEndAsync();
        }

        await model.ReplyAsync(
            new Reply
            {
                Text = new string('x', 300),
                Pieces = 300,
                ChunkDelayMilliseconds = 100,
            }
        );
        using var asker = await Asker.CreateBriefAsync(gatehouse, owner, "12s");
        using var stream = await (await asker.StreamAsync(Asker.Body())).ToEndAsync();
        Assert.False(stream.IsDone);
        Assert.InRange(stream.Content.Length, 1, 200);
    }

    [TestNetFact]
    public async Task Each_token_has_a_window_of_its_own_and_chat_has_another()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var busy = await Asker.CreateAsync(gatehouse);
        using var calm = await Asker.CreateAsync(gatehouse);
        for (var sent = 0; sent < 60; sent++)
        {
            using var taken = await busy.SendAsync("{}");
            Assert.Equal((sent, HttpStatusCode.BadRequest), (sent, taken.StatusCode));
        }

        using var refused = await busy.SendAsync("{}");
        Assert.Equal("rate_limit_exceeded", (await Asker.ErrorAsync(HttpStatusCode.TooManyRequests, refused)).Text("code"));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        using var other = await calm.SendAsync("{}");
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await owner.SendAndWaitAsync("echo still here");
    }

    [TestNetFact]
    public async Task Wrong_tokens_of_this_form_count_as_failed_credentials()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var asker = await Asker.CreateAsync(gatehouse);
        using var guesser = new Caller(gatehouse, IPAddress.Parse("127.0.0.77"));
        var statuses = new List<int>();
        for (var guess = 0; guess < 22; guess++)
        {
            var token = "gh_" + guess.ToString("x64");
            statuses.Add(await guesser.StatusAsync("GET", "/v1/models", null, ("Authorization", $"Bearer {token}")));
        }

        Assert.Equal([.. Enumerable.Repeat(401, 20), 429, 429], statuses);
        // A good one is never held up.
        Assert.Equal(200, await guesser.StatusAsync("GET", "/v1/models", null, ("Authorization", $"Bearer {asker.Token}")));
    }
}
