using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Ledger;

/// <summary>A signed head that is kept elsewhere, and the key that signs: through the real program and its files.</summary>
[Trait("Invariant", "G15")]
public sealed class HeadTests
{
    [TestNetFact]
    public async Task An_exported_head_is_in_the_ledger_until_somebody_changes_either()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("remember the head");
        }

        var head = (await gatehouse.RunCliAsync("ledger", "export-head")).Output;
        using (var json = JsonDocument.Parse(head))
        {
            Assert.Equal(
                ["v", "seq", "hash", "time", "signature", "public_key"],
                json.RootElement.EnumerateObject().Select(member => member.Name)
            );
            var status = (await gatehouse.RunCliAsync("status")).Output;
            Assert.Contains($"head {json.RootElement.GetProperty("hash").GetString()![..16]}", status, StringComparison.Ordinal);
        }

        var good = await AgainstAsync(gatehouse, head);
        Assert.True(good.ExitCode == 0, good.Output + good.Errors);
        Assert.Contains("It contains the kept head", good.Output, StringComparison.Ordinal);
        Assert.Contains("Last checkpoint: entry", good.Output, StringComparison.Ordinal);

        var forged = head.Replace("\"signature\":\"", "\"signature\":\"AAAA", StringComparison.Ordinal);
        Assert.NotEqual(head, forged);
        Assert.Contains("own signature does not fit", (await AgainstAsync(gatehouse, forged, 1)).Output, StringComparison.Ordinal);
        Assert.Contains("no exported head", (await AgainstAsync(gatehouse, "{}", 1)).Errors, StringComparison.Ordinal);

        await gatehouse.StopAsync();
        var copy = Path.Combine(gatehouse.Home, "ledger.db");
        Assert.Equal(0, (await gatehouse.RunCliAsync(["ledger", "verify", "--file", copy, "--against", "-"], head)).ExitCode);
    }

    [TestNetFact]
    public async Task A_key_that_is_gone_is_replaced_recorded_and_told()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        await gatehouse.StopAsync();
        var key = Path.Combine(gatehouse.Home, "ledger.key");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(key));
        File.Delete(key);
        await gatehouse.RestartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Contains("rekeyed", (await owner.LedgerAsync()).Kinds());
        var verdict = await gatehouse.RunCliAsync("ledger", "verify");
        Assert.Equal(0, verdict.ExitCode);
        Assert.Contains("another key signs", verdict.Output, StringComparison.Ordinal);
        Assert.Contains(
            "is not the key",
            await File.ReadAllTextAsync(Path.Combine(gatehouse.Home, "logs", "gatehouse.log")),
            StringComparison.Ordinal
        );
    }

    private static async Task<CliResult> AgainstAsync(GatehouseProcess gatehouse, string head, int code = 0)
    {
        var result = await gatehouse.RunCliAsync(["ledger", "verify", "--against", "-"], head);
        Assert.True(result.ExitCode == code, result.Output + result.Errors);
        return result;
    }
}
