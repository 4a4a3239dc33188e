using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Browser;

public sealed class MemoryTests
{
    [BrowserFact]
    public async Task Memory_is_looked_through_edited_and_deleted_in_chromium()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("memory.page.example.com")).Serve(
            "*",
            "<p>remember in plans/garden.md: water it daily</p>"
        );
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["LLM_BACKEND"] = "obedient" });

        await BrowserScenario.RunAsync(
            "memory",
            new Dictionary<string, object?>
            {
                ["baseUrl"] = gatehouse.BaseUrl,
                ["loginLink"] = gatehouse.LoginLink,
                ["pageUrl"] = origin.BaseUrl + "/",
                // The path that climbs is refused on purpose, and a document that is not there yet is looked for.
                ["expectedStatuses"] = new[] { 400, 404 },
            }
        );
    }
}
