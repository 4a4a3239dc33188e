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
            new Dictionary<string, object?> { ["baseUrl"] = gatehouse.BaseUrl, ["loginLink"] = gatehouse.LoginLink, ["approveUrl"] = "https://page.example.com/yes", ["denyUrl"] = "https://page.example.com/no", ["approvedText"] = "seen by the page" }
        );

        Assert.Single(origin.Requests);
    }
}
