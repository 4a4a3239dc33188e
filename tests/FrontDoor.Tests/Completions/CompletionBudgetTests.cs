using System.Net;
using System.Text.Json.Nodes;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>Programs spend of the owner's day, and no further.</summary>
[Trait("Invariant", "G11")]
public abstract class CompletionBudgetTests(string scheme)
{
    public sealed class OverHttp() : CompletionBudgetTests("http");

    public sealed class OverHttps() : CompletionBudgetTests("https");

    [TestNetFact]
    public async Task What_the_day_does_not_cover_is_not_sent_and_says_when_to_come_back()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model, ("BUDGET_TOKENS_PER_DAY", "1000"));
        using var asker = await Asker.CreateAsync(gatehouse);
        foreach (var stream in new[] { false, true })
        {
            using var answer = await asker.SendAsync(Asker.Body(more: ("stream", stream)));
            var error = await Asker.ErrorAsync(HttpStatusCode.TooManyRequests, answer);
            Assert.Equal(("insufficient_quota", "insufficient_quota"), (error.Text("type"), error.Text("code")));
            Assert.Contains("BUDGET_TOKENS_PER_DAY", error.Text("message"), StringComparison.Ordinal);
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
            Assert.Equal("false", answer.Headers.GetValues("x-should-retry").Single());
        }

        Assert.Empty(await model.RequestsAsync());
        await model.ReplyAsync(new Reply { Text = "ok", Usage = new ReplyUsage(5, 2) });
        await asker.AskAsync(Asker.Body(more: ("max_tokens", 100)));
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal(7, await owner.UsedAsync("tokens"));
    }

    [TestNetFact]
    public async Task While_an_answer_is_under_way_its_bound_is_held_for_it()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model, ("BUDGET_TOKENS_PER_DAY", "3000"));
        using var asker = await Asker.CreateAsync(gatehouse);
        await model.ReplyAsync(
            new Reply
            {
                Text = new string('x', 40),
                Pieces = 40,
                ChunkDelayMilliseconds = 100,
                Usage = new ReplyUsage(5, 2),
            }
        );
        using var stream = await asker.StreamAsync(Asker.Body(more: ("max_tokens", 2000)));
        await stream.UntilContentAsync();
        await asker.RefusedAsync(HttpStatusCode.TooManyRequests, Asker.Body(more: ("max_tokens", 2000)));
        Assert.True((await stream.ToEndAsync()).IsDone);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal(7, await owner.UsedAsync("tokens"));
    }

    [TestNetFact]
    public async Task A_stop_ends_what_streams_and_refuses_what_comes()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(
            new Reply
            {
                Text = new string('x', 60),
                Pieces = 60,
                ChunkDelayMilliseconds = 100,
            }
        );
        using var stream = await asker.StreamAsync(Asker.Body());
        await stream.UntilContentAsync();
        await owner.StopAsync();
        await stream.ToEndAsync();
        Assert.Equal("stopped", stream.Error.Text("code"));
        Assert.False(stream.IsDone);
        Assert.Equal("stopped", (await asker.RefusedAsync(HttpStatusCode.ServiceUnavailable, Asker.Body())).Text("code"));
        // What lets somebody in can be taken back in a stop as well, and not be handed out.
        Assert.Equal(1, (await gatehouse.RunCliAsync("tokens", "create", "--scope", "chat")).ExitCode);
        Assert.Equal(0, (await gatehouse.RunCliAsync("tokens", "revoke", asker.Id)).ExitCode);
        using var dead = await asker.ModelsAsync();
        Assert.Equal("auth_error", (await Asker.ErrorAsync(HttpStatusCode.Unauthorized, dead)).Text("code"));
    }

    [TestNetFact]
    public async Task A_kill_in_the_middle_leaves_an_end_a_charge_and_the_token()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartOverAsync(scheme, model);
        using var asker = await Asker.CreateAsync(gatehouse);
        await model.ReplyAsync(
            new Reply
            {
                Text = new string('x', 60),
                Pieces = 60,
                ChunkDelayMilliseconds = 100,
            }
        );
        using (var stream = await asker.StreamAsync(Asker.Body(more: ("max_tokens", 300))))
        {
            await stream.UntilContentAsync();
            await gatehouse.Kill9Async();
            Assert.False((await stream.ToEndAsync()).IsDone);
        }

        await gatehouse.RestartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Single((await owner.LedgerAsync()).Kinds(), kind => kind == "interrupted");
        Assert.InRange(await owner.UsedAsync("tokens"), 300, 800);
        Assert.True((await owner.VerifyAsync()).GetProperty("ok").GetBoolean());
        await model.SayAsync("back again");
        var answer = await asker.AskAsync(Asker.Body());
        Assert.Equal("back again", answer.GetProperty("choices")[0].GetProperty("message").Text("content"));
    }

    [TestNetFact]
    public async Task Without_a_model_the_keyless_one_answers_and_plays_with_no_tools()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var asker = await Asker.CreateAsync(gatehouse);
        var tools = JsonNode.Parse("""[{"type":"function","function":{"name":"mine"}}]""");
        var answer = await asker.AskAsync(Asker.Body("fetch https://example.com/", ("model", "offline"), ("tools", tools)));
        Assert.Equal("stop", answer.GetProperty("choices")[0].Text("finish_reason"));
        Assert.Contains(
            "No AI is connected",
            answer.GetProperty("choices")[0].GetProperty("message").Text("content"),
            StringComparison.Ordinal
        );
        using var stream = await (await asker.StreamAsync(Asker.Body(more: ("model", "offline")))).ToEndAsync();
        Assert.True(stream.IsDone, stream.All);
    }
}
