using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

/// <summary>The views of the page: each reached by keyboard, looked at in light, dark and on a phone, and without a serious violation.</summary>
public sealed class ViewsTests
{
    [BrowserFact]
    public async Task Conversations_are_renamed_exported_and_deleted_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "threads",
            new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                ["asksUrl"] = "https://asks.threads.example.com/",
                // One deletion is refused on purpose.
                ["expectedStatuses"] = new[] { 409 },
            }
        );
    }

    [BrowserFact]
    public async Task Every_view_is_reached_by_keyboard_and_browsers_are_signed_out_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var link = JsonDocument.Parse((await gatehouse.RunCliAsync("login", "--json")).Output);

        await BrowserScenario.RunAsync(
            "views",
            new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                ["otherLink"] = link.RootElement.Text("url"),
                // The list is cut off once on purpose; signing out ends the stream, and what is asked after it.
                ["expectedStatuses"] = new[] { 401 },
                ["expectedFailures"] = new[] { "/api/sessions", "/api/chat/events", "/api/chat/ws" },
            },
            // As many audits as views, in four looks each.
            within: TimeSpan.FromMinutes(4)
        );
    }

    [BrowserFact]
    public async Task Settings_are_found_changed_refused_and_carried_in_a_file_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["BUDGET_USD_PER_DAY"] = "3" });

        await BrowserScenario.RunAsync(
            "settings",
            new Dictionary<string, object?>
            {
                ["loginLink"] = gatehouse.LoginLink,
                // A bad value and a bad file on purpose; the list is cut off once.
                ["expectedStatuses"] = new[] { 400 },
                ["expectedFailures"] = new[] { "/api/settings" },
            },
            within: TimeSpan.FromMinutes(4)
        );
    }

    [BrowserFact]
    public async Task A_program_s_token_is_shown_once_and_taken_back_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "programs",
            // Cut off once on purpose.
            new Dictionary<string, object?> { ["loginLink"] = gatehouse.LoginLink, ["expectedFailures"] = new[] { "/api/tokens" } },
            within: TimeSpan.FromMinutes(4)
        );
    }

    [BrowserFact]
    public async Task The_log_is_followed_filtered_and_paused_and_is_only_text_in_chromium()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "logs",
            // Cut off once on purpose.
            new Dictionary<string, object?> { ["loginLink"] = gatehouse.LoginLink, ["expectedFailures"] = new[] { "/api/logs" } },
            within: TimeSpan.FromMinutes(4)
        );
    }
}
