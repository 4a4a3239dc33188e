using System.Net.Http.Json;
using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Settings;

/// <summary>What is listed as storable counts from the next start on, whatever happened in between.</summary>
public sealed class StoredSettingTests
{
    private static readonly Dictionary<string, string> Stored = new()
    {
        ["GATEHOUSE_APPROVAL_EXPIRY"] = "2h",
        ["GATEHOUSE_POLICY"] = "strict",
        ["LLM_MODEL"] = "stored-model",
        ["LLM_REQUEST_TIMEOUT_SECS"] = "5",
        ["BUDGET_TOKENS_PER_DAY"] = "300000",
        ["BUDGET_USD_PER_DAY"] = "1.5",
        ["BUDGET_REQUESTS_PER_DAY"] = "77",
        ["BUDGET_BYTES_PER_DAY"] = "90MB",
        ["BUDGET_NOVEL_HOSTS_PER_DAY"] = "6",
        ["BUDGET_TOKENS_PER_THREAD"] = "200000",
        ["BUDGET_USD_PER_THREAD"] = "0.5",
        ["BUDGET_REQUESTS_PER_THREAD"] = "50",
    };

    [TestNetFact]
    public async Task Every_storable_setting_counts_after_a_kill_and_a_restart_and_not_before()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await GatehouseProcess.StartAsync(
            // Blank means not set, so that what is stored counts.
            new Dictionary<string, string>
            {
                ["LLM_BACKEND"] = "offline",
                ["LLM_MODEL"] = "",
                ["GATEHOUSE_POLICY"] = "",
            }
        );
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            var storable = (await owner.GetAsync("/api/settings"))
                .GetProperty("settings")
                .EnumerateArray()
                .Where(row => row.GetProperty("storable").GetBoolean())
                .Select(row => row.Text("key"));
            Assert.Equal(Stored.Keys.Order(StringComparer.Ordinal), storable.Order(StringComparer.Ordinal));
            await owner.PostAsync("/api/settings/import", new { settings = Stored });
            Assert.Equal("balanced", (await owner.StatusAsync()).Text("policy"));
            Assert.True((await owner.GetAsync("/api/settings/GATEHOUSE_POLICY")).GetProperty("pending").GetBoolean());
        }

        await gatehouse.Kill9Async();
        await using var again = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["LLM_BACKEND"] = "openai_compatible", ["LLM_BASE_URL"] = model.BaseUrl },
            home: gatehouse.Home
        );
        using var back = await GatewayClient.ConnectAsync(again);
        await CheckStatusAsync(back);
        await CheckTurnsAsync(back, model);
    }

    [TestNetFact]
    public async Task A_change_that_was_answered_is_there_after_a_kill()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        for (var round = 1; round <= 3; round++)
        {
            using (var owner = await GatewayClient.ConnectAsync(gatehouse))
            {
                using var answer = await owner.Http.PutAsJsonAsync("/api/settings/BUDGET_REQUESTS_PER_DAY", new { value = $"{round}" });
                Assert.Equal(204, (int)answer.StatusCode);
            }

            await gatehouse.Kill9Async();
            await gatehouse.RestartAsync();
            using var back = await GatewayClient.ConnectAsync(gatehouse);
            Assert.Equal(round, Limit(await back.StatusAsync(), "today", "requests"));
            Assert.True((await back.VerifyAsync()).GetProperty("ok").GetBoolean());
        }
    }

    private static async Task CheckStatusAsync(GatewayClient owner)
    {
        var status = await owner.StatusAsync();
        Assert.Equal(("strict", "stored-model"), (status.Text("policy"), status.Text("llm_model")));
        Assert.Equal(
            (300_000, 1_500_000, 77, 90 << 20, 6),
            (
                Limit(status, "today", "tokens"),
                Limit(status, "today", "money"),
                Limit(status, "today", "requests"),
                Limit(status, "today", "bytes"),
                Limit(status, "today", "novel_hosts")
            )
        );
        Assert.Equal(
            (200_000, 500_000, 50),
            (Limit(status, "per_thread", "tokens"), Limit(status, "per_thread", "money"), Limit(status, "per_thread", "requests"))
        );
        Assert.False((await owner.GetAsync("/api/settings/GATEHOUSE_POLICY")).GetProperty("pending").GetBoolean());
    }

    private static async Task CheckTurnsAsync(GatewayClient owner, OpenAiServerProcess model)
    {
        await model.CallAsync("http", """{"method":"POST","url":"https://card.example.com/","body":"x"}""");
        await model.SayAsync("asked");
        var asking = await owner.SendAndWaitAsync("post it");
        Assert.True(asking.EndReason() == "waiting_for_approval", asking.GetRawText());
        var card = await owner.WaitForApprovalAsync();
        var life = card.GetProperty("expires_at").GetDateTimeOffset() - card.GetProperty("created_at").GetDateTimeOffset();
        Assert.Equal(TimeSpan.FromHours(2), life);
        Assert.All(await model.RequestsAsync(), request => Assert.Contains("stored-model", request.Body, StringComparison.Ordinal));

        await model.ResetAsync();
        await model.ReplyAsync(new Reply { Text = "late", Failure = ReplyFailure.HangBeforeHeaders });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var turn = await owner.SendAndWaitAsync("are you there?", within: TimeSpan.FromSeconds(90));
        Assert.NotEqual("answered", turn.EndReason());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(80), "the stored seconds did not count: the default is two minutes");
    }

    private static long Limit(JsonElement status, string scope, string dimension) =>
        status
            .GetProperty("budget")
            .GetProperty(scope)
            .EnumerateArray()
            .Single(line => line.Text("dimension") == dimension)
            .GetProperty("limit")
            .GetInt64();
}
