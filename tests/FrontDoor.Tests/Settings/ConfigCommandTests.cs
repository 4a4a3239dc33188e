using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Settings;

/// <summary><c>gatehouse config</c>, with a server and without.</summary>
public sealed class ConfigCommandTests
{
    [TestNetFact]
    public async Task Set_show_unset_export_and_import_go_round()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        var set = await gatehouse.RunCliAsync("config", "set", "GATEHOUSE_POLICY", "strict");
        Assert.Equal((0, ""), (set.ExitCode, set.Errors));
        Assert.Contains("config reload", set.Output, StringComparison.Ordinal);
        var shown = await gatehouse.RunCliAsync("config", "show", "--sources");
        Assert.Contains(
            "GATEHOUSE_POLICY=strict  (from `gatehouse config reload` on)\n    from stored",
            shown.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("    from environment", shown.Output, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse((await gatehouse.RunCliAsync("config", "show", "--json")).Output))
        {
            Assert.True(json.RootElement.GetProperty("settings").GetArrayLength() > 20);
        }

        var file = Path.Combine(gatehouse.Home, "out.json");
        Assert.Equal(0, (await gatehouse.RunCliAsync("config", "export", file)).ExitCode);
        Assert.Equal(1, (await gatehouse.RunCliAsync("config", "export", file)).ExitCode);
        Assert.Equal(0, (await gatehouse.RunCliAsync("config", "unset", "GATEHOUSE_POLICY")).ExitCode);
        Assert.Equal("{\"settings\":{}}", (await gatehouse.RunCliAsync("config", "export")).Output.Trim());
        Assert.Equal(0, (await gatehouse.RunCliAsync("config", "import", file)).ExitCode);
        await gatehouse.RestartAsync();
        Assert.Contains("Policy strict (", (await gatehouse.RunCliAsync("policy", "show")).Output, StringComparison.Ordinal);

        await gatehouse.StopAsync();
        var offline = await gatehouse.RunCliAsync("config", "show");
        Assert.Contains("GATEHOUSE_POLICY=strict\n", offline.Output, StringComparison.Ordinal);
        Assert.Contains("no server is running", offline.Errors, StringComparison.Ordinal);
        Assert.Contains("Policy strict (", (await gatehouse.RunCliAsync("policy", "show")).Output, StringComparison.Ordinal);
        Assert.Equal(3, (await gatehouse.RunCliAsync("config", "set", "GATEHOUSE_POLICY", "balanced")).ExitCode);
    }

    [TestNetFact]
    public async Task A_wrong_key_value_or_file_is_said_with_the_fix()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        foreach (
            var (arguments, says) in new (string[], string)[]
            {
                (["set", "GATEHOUSE_POLICI", "strict"], "GATEHOUSE_POLICY"),
                (["set", "GATEHOUSE_POLICY", "lax"], "must be balanced, strict or autonomous"),
                (["set", "GATEWAY_PORT", "3001"], "environment"),
                (["set", "LLM_API_KEY", "x"], "set the environment variable LLM_API_KEY"),
                (["unset", "NOPE"], "Nearest"),
                (["import", "/nowhere/x.json"], "cannot be read"),
            }
        )
        {
            var ended = await gatehouse.RunCliAsync(["config", .. arguments]);
            Assert.Equal(1, ended.ExitCode);
            Assert.Contains(says, ended.Errors, StringComparison.Ordinal);
        }

        var broken = await gatehouse.RunCliAsync(["config", "import", "-"], """{"settings":[]}""");
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("no export of settings", broken.Errors, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_stored_value_that_stops_the_start_is_named_with_the_way_out()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        Assert.Equal(0, (await gatehouse.RunCliAsync("config", "set", "GATEHOUSE_POLICY", "strict")).ExitCode);
        await gatehouse.StopAsync();
        // As a later version with other words might have stored it.
        await Sqlite.ExecuteAsync(Path.Combine(gatehouse.Home, "gatehouse.db"), "UPDATE settings SET value = 'paranoid'");

        var refused = await GatehouseProcess.RunUntilExitAsync(home: gatehouse.Home);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("It is stored in this home", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("gatehouse config unset GATEHOUSE_POLICY", refused.Errors, StringComparison.Ordinal);
        await using var rescued = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["GATEHOUSE_POLICY"] = "balanced" },
            home: gatehouse.Home
        );
        Assert.Equal(0, (await rescued.RunCliAsync("config", "unset", "GATEHOUSE_POLICY")).ExitCode);
        await rescued.StopAsync();
        await using var whole = await GatehouseProcess.StartAsync(home: gatehouse.Home);
        Assert.Equal("balanced", (await (await GatewayClient.ConnectAsync(whole)).StatusAsync()).Text("policy"));
    }
}
