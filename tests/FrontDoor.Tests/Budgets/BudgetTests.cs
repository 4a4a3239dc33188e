using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Budgets;

/// <summary>The walls of a day and of a thread, also across a restart.</summary>
[Trait("Invariant", "G11")]
public sealed class BudgetTests
{
    [TestNetFact]
    public async Task The_request_after_the_last_one_is_not_sent_not_even_after_a_restart()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("counted.example.com")).Serve("*", "fine", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["BUDGET_REQUESTS_PER_DAY"] = "2" });
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            foreach (var path in new[] { "a", "b", "c" })
            {
                await owner.SendAndWaitAsync($"fetch https://counted.example.com/{path}");
            }

            Assert.Equal(2, origin.Requests.Count);
            Assert.Equal(2, await UsedAsync(owner, "requests"));
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        var turn = await again.SendAndWaitAsync("fetch https://counted.example.com/d");
        Assert.Contains("BUDGET_REQUESTS_PER_DAY", turn.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(2, origin.Requests.Count);
    }

    [TestNetFact]
    public async Task A_prompt_that_could_pass_the_wall_is_not_sent()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model, more: ("BUDGET_TOKENS_PER_DAY", "1000"));
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        var turn = await owner.SendAndWaitAsync("hello");

        Assert.Equal("budget_exhausted", turn.EndReason());
        Assert.Empty(await model.RequestsAsync());
    }

    [TestNetFact]
    public async Task What_the_provider_reports_is_what_is_charged()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(new Reply { Text = "hi", Usage = new ReplyUsage(120, 30) });
        await owner.SendAndWaitAsync("hello");
        Assert.Equal(150, await UsedAsync(owner, "tokens"));
        Assert.Contains("no money is counted: set LLM_PRICE", (await gatehouse.RunCliAsync("status")).Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_model_with_a_price_is_not_called_when_the_day_s_money_does_not_cover_it()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(
            model,
            more: [("LLM_PRICE_INPUT_USD_PER_MTOK", "0.5"), ("LLM_PRICE_OUTPUT_USD_PER_MTOK", "1"), ("BUDGET_USD_PER_DAY", "0.05")]
        );
        await model.ReplyAsync(new Reply { Text = "hi", Usage = new ReplyUsage(90_000, 3_000) });
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            Assert.Equal("answered", (await owner.SendAndWaitAsync("hello")).EndReason());
            Assert.Equal(48_000, await UsedAsync(owner, "money"));
            var refused = await owner.SendAndWaitAsync("hello again");
            Assert.Equal("budget_exhausted", refused.EndReason());
            Assert.Contains("of 0.05 USD (BUDGET_USD_PER_DAY) 0.002 USD are left", refused.Response(), StringComparison.Ordinal);
            Assert.Contains("It is filled again at ", refused.Response(), StringComparison.Ordinal);
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal("budget_exhausted", (await again.SendAndWaitAsync("and now?")).EndReason());
        Assert.Single(await model.RequestsAsync());
        Assert.Contains("0.048 USD of 0.05 USD - nearly", (await gatehouse.RunCliAsync("status")).Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_host_never_reached_before_needs_room_in_the_day_and_a_known_one_does_not()
    {
        await using var known = (await PocketInternet.Shared.HttpsAsync("known-host.example.com")).Serve("*", "fine", "text/plain");
        await using var fresh = (await PocketInternet.Shared.HttpsAsync("fresh-host.example.com")).Serve("*", "fine", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["BUDGET_NOVEL_HOSTS_PER_DAY"] = "1" }
        );
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("fetch https://known-host.example.com/a");
            var refused = await owner.SendAndWaitAsync("fetch https://fresh-host.example.com/a");
            Assert.Contains("BUDGET_NOVEL_HOSTS_PER_DAY", refused.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(1, await UsedAsync(owner, "novel_hosts"));
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        await again.SendAndWaitAsync("fetch https://known-host.example.com/b");
        await again.SendAndWaitAsync("fetch https://fresh-host.example.com/b");
        Assert.Equal(2, known.Requests.Count);
        Assert.Equal(0, fresh.Connections);
    }

    [TestNetFact]
    public async Task What_moved_counts_and_the_answer_that_may_not_fit_any_more_is_not_asked_for()
    {
        var page = new string('x', 4 << 20);
        await using var origin = (await PocketInternet.Shared.HttpsAsync("big-page.example.com")).Serve("*", page, "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["BUDGET_BYTES_PER_DAY"] = "8MB" });
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("fetch https://big-page.example.com/a");
            // With its head and the framing of some thousand chunks.
            Assert.InRange(await UsedAsync(owner, "bytes"), page.Length, page.Length + 16_000);
            var refused = await owner.SendAndWaitAsync("fetch https://big-page.example.com/b");
            Assert.Matches(@"of 8 MB \(BUDGET_BYTES_PER_DAY\) [34](\.\d+)? MB are left", refused.GetRawText());
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        await again.SendAndWaitAsync("fetch https://big-page.example.com/c");
        Assert.Single(origin.Requests);
    }

    [TestNetFact]
    public async Task A_thread_has_a_wall_of_its_own()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("threads.example.com")).Serve("*", "fine", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["BUDGET_REQUESTS_PER_THREAD"] = "1" }
        );
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var (one, other) = (await owner.NewThreadAsync(), await owner.NewThreadAsync());
        await owner.SendAndWaitAsync("fetch https://threads.example.com/a", one);
        var refused = await owner.SendAndWaitAsync("fetch https://threads.example.com/b", one);
        Assert.Contains("go on in a new thread, or raise BUDGET_REQUESTS_PER_THREAD", refused.GetRawText(), StringComparison.Ordinal);
        await owner.SendAndWaitAsync("fetch https://threads.example.com/c", other);
        Assert.Equal(2, origin.Requests.Count);
        var cap = (await owner.StatusAsync()).GetProperty("budget").GetProperty("per_thread").EnumerateArray().Single();
        Assert.Equal(("requests", 1), (cap.Text("dimension"), cap.GetProperty("limit").GetInt32()));
    }

    private static async Task<long> UsedAsync(GatewayClient owner, string dimension)
    {
        var budget = (await owner.StatusAsync()).GetProperty("budget");
        return budget
            .GetProperty("today")
            .EnumerateArray()
            .Single(line => line.Text("dimension") == dimension)
            .GetProperty("used")
            .GetInt64();
    }
}
