using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Settings;

/// <summary>What is stored and what stands in config.json, put in force without a restart.</summary>
public sealed class ReloadTests : IDisposable
{
    private const int Hangup = 1;

    private readonly string _home = Directory.CreateTempSubdirectory("gh-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [TestNetFact]
    public async Task A_reload_puts_in_force_what_needs_no_restart_and_the_ledger_says_so()
    {
        Write("""{"GATEHOUSE_POLICY": "strict"}""");
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal("Nothing changed that counts without a restart.\n", (await gatehouse.RunCliAsync("config", "reload")).Output);
        var stored = new Dictionary<string, string> { ["BUDGET_REQUESTS_PER_DAY"] = "0", ["LLM_MODEL"] = "another" };
        await owner.PostAsync("/api/settings/import", new { settings = stored });
        Write("""{"GATEHOUSE_POLICY": "autonomous", "GATEWAY_ALLOW_PLAINTEXT": true}""");
        Assert.Equal("strict", (await owner.StatusAsync()).Text("policy"));

        var reloaded = await gatehouse.RunCliAsync("config", "reload");
        Assert.Equal(
            """
            In force now: GATEHOUSE_POLICY, BUDGET_REQUESTS_PER_DAY.
            Restart the server for GATEWAY_ALLOW_PLAINTEXT, LLM_MODEL: until then it works with the old value.

            """,
            reloaded.Output
        );

        Assert.Equal("autonomous", (await owner.StatusAsync()).Text("policy"));
        Assert.False((await owner.GetAsync("/api/settings/GATEHOUSE_POLICY")).GetProperty("pending").GetBoolean());
        Assert.True((await owner.GetAsync("/api/settings/LLM_MODEL")).GetProperty("pending").GetBoolean());
        var entries = (await owner.LedgerAsync()).Where(entry => entry.Text("kind") == "configured").Select(entry => entry.Text("line"));
        Assert.Equal(
            ["setting reloaded: BUDGET_REQUESTS_PER_DAY 0", "setting reloaded: GATEHOUSE_POLICY autonomous"],
            entries.Order(StringComparer.Ordinal)
        );

        // The wall holds at once, for who runs already.
        var fetched = await owner.SendAndWaitAsync("fetch https://walled.example.com/");
        Assert.Contains("BUDGET_REQUESTS_PER_DAY", fetched.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("LLM_MODEL", (await gatehouse.RunCliAsync("config", "reload")).Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task With_anything_wrong_in_it_nothing_changes()
    {
        Write("""{"GATEHOUSE_POLICY": "strict"}""");
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        Write("""{"GATEHOUSE_POLICY": "balanced", "BUDGET_REQUESTS_PER_DAY": -1}""");
        var refused = await gatehouse.RunCliAsync("config", "reload");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("All is as it was", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("BUDGET_REQUESTS_PER_DAY=-1 in config.json: must be", refused.Errors, StringComparison.Ordinal);
        gatehouse.Signal(Hangup);
        await Deadline.UntilAsync(
            () => gatehouse.Transcript.Contains("Settings not reloaded", StringComparison.Ordinal),
            "the refused reload is told in the log"
        );
        Assert.Equal("strict", (await owner.StatusAsync()).Text("policy"));

        Write("""{"GATEHOUSE_POLICY": "balanced"}""");
        await owner.StopAsync();
        Assert.Contains("stopped", (await gatehouse.RunCliAsync("config", "reload")).Errors, StringComparison.Ordinal);
        Assert.Equal("strict", (await owner.StatusAsync()).Text("policy"));
    }

    [TestNetFact]
    public async Task A_hangup_reloads_a_server_in_the_background_and_does_not_end_it()
    {
        Write("""{"GATEHOUSE_POLICY": "strict"}""");
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Write("""{"GATEHOUSE_POLICY": "balanced"}""");

        gatehouse.Signal(Hangup);

        await Deadline.UntilAsync(async () => (await owner.StatusAsync()).Text("policy"), policy => policy == "balanced", "the reload");
        Assert.Contains("configured", (await owner.LedgerAsync()).Kinds());
    }

    private void Write(string text)
    {
        var path = Path.Combine(_home, "config.json");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
