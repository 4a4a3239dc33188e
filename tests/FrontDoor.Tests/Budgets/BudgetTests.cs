using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Budgets;

/// <summary>The daily wall, for requests and for tokens, also across a restart.</summary>
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
            Assert.Equal(2, (await owner.StatusAsync()).GetProperty("budget").GetProperty("requests_used").GetInt32());
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
        Assert.Equal(150, (await owner.StatusAsync()).GetProperty("budget").GetProperty("tokens_used").GetInt32());
    }
}
