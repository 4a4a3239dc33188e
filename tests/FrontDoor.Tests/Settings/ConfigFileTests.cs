using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Settings;

/// <summary>config.json of the home, as the program reads it.</summary>
public sealed class ConfigFileTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("gh-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [TestNetFact]
    public async Task What_it_sets_counts_beneath_the_environment_and_says_where_it_comes_from()
    {
        Write("""{"GATEWAY_PORT": 1, "GATEHOUSE_POLICY": "strict", "BUDGET_REQUESTS_PER_DAY": 77}""");
        // The harness names a port in the environment, which wins.
        await using var gatehouse = await GatehouseProcess.StartAsync(home: _home);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal("strict", (await owner.StatusAsync()).Text("policy"));
        Assert.Equal("config_file", (await owner.GetAsync("/api/settings/GATEHOUSE_POLICY")).Text("source"));
        Assert.Equal("environment", (await owner.GetAsync("/api/settings/GATEWAY_PORT")).Text("source"));

        var refused = await gatehouse.RunCliAsync("config", "set", "GATEHOUSE_POLICY", "autonomous");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("config.json", refused.Errors, StringComparison.Ordinal);
        await gatehouse.StopAsync();
        var without = await GatehouseProcess.RunAsync(_home, "config", "show", "--sources");
        Assert.Contains("BUDGET_REQUESTS_PER_DAY=77\n    from config file", without.Output, StringComparison.Ordinal);
        using var preset = JsonDocument.Parse((await GatehouseProcess.RunAsync(_home, "policy", "show", "--json")).Output);
        Assert.Equal("strict", preset.RootElement.Text("preset"));
    }

    [TestNetFact]
    public async Task What_is_wrong_in_it_stops_the_start_and_the_doctor_finds_it()
    {
        Write("""{"GATEHOUSE_POLICI": "strict", "LLM_API_KEY": "0123456789abcdef", "BUDGET_REQUESTS_PER_DAY": -1}""");
        var start = await GatehouseProcess.RunUntilExitAsync(home: _home);
        Assert.Equal(2, start.ExitCode);
        Assert.Contains(
            "GATEHOUSE_POLICI in config.json: is no setting. Nearest: GATEHOUSE_POLICY",
            start.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains("LLM_API_KEY in config.json: is a secret", start.Errors, StringComparison.Ordinal);
        Assert.Contains("BUDGET_REQUESTS_PER_DAY=-1 in config.json: must be", start.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", start.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_home, "gatehouse.db")), "a start with wrong settings opens nothing");
        var doctor = await GatehouseProcess.RunAsync(_home, "doctor");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains("GATEHOUSE_POLICI in config.json", doctor.Output, StringComparison.Ordinal);
    }

    private void Write(string text)
    {
        var path = Path.Combine(_home, "config.json");
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
