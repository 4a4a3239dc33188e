using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

/// <summary>The page as a person meets it, in real Chromium.</summary>
public sealed class PageTests
{
    [BrowserFact]
    [Trait("Row", "I-029")]
    [Trait("Row", "I-030")]
    public async Task Login_chat_approval_and_stop_work_in_chromium()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("page.example.com")).Serve("*", "seen by the page", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "login-chat-approve-stop",
            new Dictionary<string, object?>
            {
                ["baseUrl"] = gatehouse.BaseUrl,
                ["loginLink"] = gatehouse.LoginLink,
                ["approveUrl"] = "https://page.example.com/yes",
                ["denyUrl"] = "https://page.example.com/no",
                ["approvedText"] = "seen by the page",
            }
        );

        Assert.Single(origin.Requests);
    }

    [BrowserFact]
    public async Task A_long_part_is_seen_before_approving_and_a_grant_is_taken_back_in_chromium()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("whole.example.com")).Serve("*", "taken", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "whole-part-and-grants",
            new Dictionary<string, object?>
            {
                ["baseUrl"] = gatehouse.BaseUrl,
                ["loginLink"] = gatehouse.LoginLink,
                ["longUrl"] = "https://whole.example.com/long",
                ["alwaysUrl"] = "https://whole.example.com/short",
            }
        );

        // Approving returns before the request has gone out.
        await Deadline.UntilAsync(() => Task.FromResult(origin.Requests.Count), count => count > 0, "the granted request is sent");
        Assert.Equal("/short", origin.Requests[0].RawTarget);
    }

    [BrowserFact]
    public async Task What_taints_a_conversation_is_named_and_taken_out_with_one_click_in_chromium()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("taint.example.com")).Serve("*", "<p>Words from outside.</p>");
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "taint-and-drop",
            new Dictionary<string, object?>
            {
                ["baseUrl"] = gatehouse.BaseUrl,
                ["loginLink"] = gatehouse.LoginLink,
                ["pageUrl"] = "https://taint.example.com/news",
                ["pageText"] = "Words from outside.",
            }
        );

        Assert.Single(origin.Requests);
    }

    [BrowserFact]
    public async Task What_is_pasted_goes_along_apart_from_the_words_in_chromium()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("pasted.example.com")).Serve("*", "<p>Never read.</p>");
        await using var gatehouse = await GatehouseProcess.StartAsync();

        await BrowserScenario.RunAsync(
            "pasted-text",
            new Dictionary<string, object?>
            {
                ["baseUrl"] = gatehouse.BaseUrl,
                ["loginLink"] = gatehouse.LoginLink,
                ["address"] = origin.BaseUrl + "/offer",
            }
        );

        Assert.Empty(origin.Requests);
    }

    [BrowserFact]
    public async Task A_running_turn_is_stopped_in_chromium_and_keeps_what_was_said()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        await model.ReplyAsync(
            new Reply
            {
                Text = "Once upon a time there was a gate.",
                Pieces = 2,
                Failure = ReplyFailure.Hang,
                FailAfterChunks = 3,
            }
        );

        await BrowserScenario.RunAsync(
            "stop-a-running-turn",
            new Dictionary<string, object?>
            {
                ["baseUrl"] = gatehouse.BaseUrl,
                ["loginLink"] = gatehouse.LoginLink,
                ["begun"] = "Once",
            }
        );
    }
}
