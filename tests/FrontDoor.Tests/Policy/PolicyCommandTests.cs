using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Policy;

/// <summary><c>gatehouse policy</c> runs the server's own policy, with a server and without.</summary>
public sealed class PolicyCommandTests
{
    [TestNetFact]
    public async Task It_shows_twelve_rows_and_explains_without_a_server()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        await gatehouse.StopAsync();

        var shown = await JsonAsync(gatehouse, "policy", "show", "--json");
        Assert.Equal(("balanced", "environment"), (shown.Text("preset"), shown.Text("preset_from")));
        Assert.Equal(Enumerable.Range(1, 12), shown.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("row").GetInt32()));
        var strict = await JsonAsync(gatehouse, "policy", "show", "--json", "--preset", "strict");
        Assert.NotEqual(shown.GetProperty("rows").GetRawText(), strict.GetProperty("rows").GetRawText());

        // arguments → decision, row, reason
        (string Arguments, string Decision, int? Row, string Reason)[] table =
        [
            ("http POST https://api.example.com/x", "ask", 4, "RequestEachTime"),
            ("http POST http://api.example.com/x", "deny", 4, "HttpsOnly"),
            ("http POST https://api.example.com/x --as owner", "allow", 4, "Allowed"),
            ("web_fetch https://example.com/?q=1", "allow", 3, "Allowed"),
            ("web_fetch https://example.com/?q=1 --tainted", "ask", 3, "MayCarryPrivateData"),
            ("web_fetch https://example.com/?q=1 --copied --tainted", "allow", 3, "Allowed"),
            ("web_fetch https://example.com/?q=1 --preset strict", "ask", 3, "AddressNotTyped"),
            ("web_fetch https://example.com/?q=1 --preset strict --copied", "allow", 3, "Allowed"),
            ("web_fetch http://169.254.169.254/", "deny", 11, "MetadataAddress"),
            ("web_fetch https://localhost/ --as owner", "deny", 11, "LocalName"),
            ("extract https://example.com/?q=1 --tainted", "ask", 3, "MayCarryPrivateData"),
            ("extract notes/a.md --tainted", "allow", 2, "Allowed"),
            ("memory_write notes/a.md", "allow", 6, "Allowed"),
            ("memory_write notes/a.md --tainted --preset strict", "ask", 6, "AddsToMemory"),
            ("memory_write notes/a.md replace --tainted", "ask", 6, "ReplacesMemory"),
            ("memory_write heartbeat --tainted", "deny", 6, "IdentityFile"),
            ("memory_delete notes/a.md", "ask", 12, "Deletes"),
            ("memory_delete notes/a.md --as owner", "allow", 12, "Allowed"),
            ("memory_search tea --tainted", "allow", 2, "Allowed"),
            ("model", "allow", 1, "Allowed"),
            ("job", "deny", null, "NoRule"),
            ("mcp", "deny", null, "NoRule"),
            ("message", "deny", null, "NoRule"),
            ("schedule --as owner", "deny", null, "NoRule"),
        ];
        foreach (var (arguments, decision, row, reason) in table)
        {
            var found = await JsonAsync(gatehouse, ["policy", "explain", .. arguments.Split(' '), "--json"]);
            Assert.Equal((arguments, decision, reason), (arguments, found.Text("decision"), found.Text("reason")));
            Assert.Equal(row, found.GetProperty("row").ValueKind == JsonValueKind.Null ? null : found.GetProperty("row").GetInt32());
            Assert.NotEqual("", found.Text("sentence"));
        }
    }

    [TestNetFact]
    public async Task It_says_what_would_change_the_answer_and_that_grants_were_not_looked_at()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        await gatehouse.StopAsync();

        var asked = await gatehouse.RunCliAsync("policy", "explain", "web_fetch", "https://example.com/?q=1", "--tainted", "--grants");
        Assert.Equal(0, asked.ExitCode);
        Assert.Contains("ask: fetch_page", asked.Output, StringComparison.Ordinal);
        Assert.Contains("allow with your approval", asked.Output, StringComparison.Ordinal);
        Assert.Contains("allow with writing the whole address yourself", asked.Output, StringComparison.Ordinal);
        Assert.Contains("no server is running, so standing grants were not looked at", asked.Errors, StringComparison.Ordinal);
        var denied = await gatehouse.RunCliAsync("policy", "explain", "web_fetch", "https://localhost/");
        Assert.Contains("Nothing changes it", denied.Output, StringComparison.Ordinal);
        var job = await gatehouse.RunCliAsync("policy", "explain", "job");
        Assert.Contains("Nothing in this version can plan job", job.Output, StringComparison.Ordinal);

        Assert.Equal(2, (await gatehouse.RunCliAsync("policy", "explain", "teleport")).ExitCode);
        Assert.Equal(2, (await gatehouse.RunCliAsync("policy", "explain", "web_fetch", "not an address")).ExitCode);
        Assert.Equal(2, (await gatehouse.RunCliAsync("policy", "show", "--preset", "lax")).ExitCode);
        Assert.Contains(
            "gatehouse policy explain model",
            (await gatehouse.RunCliAsync("policy", "explain", "--help")).Output,
            StringComparison.Ordinal
        );
    }

    [TestNetFact]
    public async Task With_a_server_it_takes_its_preset_and_its_grants()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["GATEHOUSE_POLICY"] = "strict" });
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await owner.SendAndWaitAsync("http POST https://granted.example.com/v1 {}");
        await owner.ApproveAsync((await owner.WaitForApprovalAsync()).Text("request_id"), always: true);

        var found = await JsonAsync(
            gatehouse,
            "policy",
            "explain",
            "http",
            "POST",
            "https://granted.example.com/v1?x=1",
            "--grants",
            "--json"
        );

        Assert.Equal(("strict", "server"), (found.Text("preset"), found.Text("preset_from")));
        Assert.Equal(("allow", "StandingGrant"), (found.Text("decision"), found.Text("reason")));
        Assert.Equal("POST https://granted.example.com/v1 (any query and body)", found.Text("grant"));
        var without = await JsonAsync(gatehouse, "policy", "explain", "http", "POST", "https://granted.example.com/v1?x=1", "--json");
        Assert.Equal(("ask", false), (without.Text("decision"), without.GetProperty("grants_looked_at").GetBoolean()));
    }

    private static async Task<JsonElement> JsonAsync(GatehouseProcess gatehouse, params string[] arguments)
    {
        var result = await gatehouse.RunCliAsync(arguments);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', arguments)}: {result.Errors}");
        using var json = JsonDocument.Parse(result.Output);
        return json.RootElement.Clone();
    }
}
