using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

public sealed class EveryViewTests
{
    // Asked for while nobody is there.
    private static readonly string[] Unanswered =
    [
        "/api/chat/events",
        "/api/chat/ws",
        "/api/chat/send",
        "/api/chat/threads",
        "/api/chat/history",
        "/api/gateway/status",
        "/api/approvals",
        "/api/ledger",
        "/api/stop",
    ];

    [BrowserFact]
    public async Task Commands_are_found_chosen_and_run_by_keyboard_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync("slash", new Dictionary<string, object?> { ["loginLink"] = gatehouse.LoginLink });
    }

    [BrowserFact]
    public async Task Chat_approvals_memory_and_receipts_work_by_keyboard_and_pass_the_audit_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "every-view",
            new Dictionary<string, object?> { ["loginLink"] = gatehouse.LoginLink, ["asksUrl"] = "https://asks.views.example.com/" },
            // Forty audits: half a minute alone, more beside others.
            within: TimeSpan.FromMinutes(4)
        );
    }

    [BrowserFact]
    public async Task One_socket_a_tab_carries_the_events_and_goes_on_after_the_last_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "one-socket",
            new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                // Cut off on purpose.
                ["expectedFailures"] = new[] { "/api/chat/events", "/api/chat/ws" },
            }
        );
    }

    [BrowserFact]
    public async Task The_page_outlives_a_restart_and_shows_what_it_missed_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        var stages = Directory.CreateTempSubdirectory("stages-");
        try
        {
            var arguments = new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                ["stages"] = stages.FullName,
                ["expectedFailures"] = Unanswered,
            };
            var page = BrowserScenario.RunAsync("reconnect", arguments);
            await ReachedAsync("up");
            await gatehouse.StopAsync();
            await ReachedAsync("away");
            await gatehouse.RestartAsync();
            using var owner = await GatewayClient.ConnectAsync(gatehouse);
            await owner.SendAndWaitAsync("echo from another client", (await owner.ThreadsAsync())[0].Text("id"));
            await File.WriteAllTextAsync(Path.Combine(stages.FullName, "back"), "");
            await page;

            async Task ReachedAsync(string stage)
            {
                var there = Deadline.UntilAsync(
                    () => page.IsCompleted || File.Exists(Path.Combine(stages.FullName, stage)),
                    $"the page reaches {stage}",
                    TimeSpan.FromSeconds(60)
                );
                await there;
                if (page.IsCompleted)
                {
                    await page;
                }
            }
        }
        finally
        {
            stages.Delete(recursive: true);
        }
    }
}
