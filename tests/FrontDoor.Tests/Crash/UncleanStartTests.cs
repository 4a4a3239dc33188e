using System.Text;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>After a crash the ledger is looked through beside the work: what is wrong is told everywhere, and the start waits for nothing.</summary>
public sealed class UncleanStartTests
{
    [TestNetFact]
    public async Task A_flipped_byte_is_told_by_the_status_the_terminal_and_the_doctor_and_holds_nothing_up()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            for (var turn = 0; turn < 8; turn++)
            {
                await owner.SendAndWaitAsync($"remember number {turn}");
            }
        }

        // What the crash leaves in the log hides the pages before it; this entry is older than that.
        await gatehouse.RestartAsync();
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("remember the last one");
        }

        await gatehouse.Kill9Async();
        await FlipAsync(Path.Combine(gatehouse.Home, "ledger.db"), "gatehouse");
        await gatehouse.RestartAsync();

        using var again = await GatewayClient.ConnectAsync(gatehouse);
        var ledger = await Deadline.UntilAsync(
            async () => (await again.StatusAsync()).GetProperty("ledger"),
            seen => seen.TryGetProperty("problem", out _),
            "the status tells"
        );
        Assert.False(ledger.GetProperty("verified").GetBoolean());
        Assert.Contains("ledger verify", ledger.Text("problem"), StringComparison.Ordinal);
        Assert.Contains("not found whole", (await gatehouse.RunCliAsync("status")).Output, StringComparison.Ordinal);
        Assert.Contains("altered", (await again.VerifyAsync()).GetRawText(), StringComparison.Ordinal);
        var doctor = await gatehouse.RunCliAsync("doctor", "--json");
        Assert.Equal(1, doctor.ExitCode);
        using var report = JsonDocument.Parse(doctor.Output);
        Assert.Contains(
            report.RootElement.GetProperty("checks").EnumerateArray(),
            check => check.Text("id") == "ledger.verify" && check.Text("severity") == "fail"
        );
        // It still serves, and still records.
        Assert.Equal("answered", (await again.SendAndWaitAsync("echo still here")).EndReason());
    }

    [TestNetFact]
    public async Task A_whole_one_is_told_to_be_whole_after_a_kill()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("remember this");
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        var ledger = await Deadline.UntilAsync(
            async () => (await again.StatusAsync()).GetProperty("ledger"),
            seen => seen.GetProperty("verified").GetBoolean(),
            "the status tells"
        );
        Assert.False(ledger.TryGetProperty("problem", out _));
    }

    /// <summary>Changes one byte of this text, wherever it stands: SQLite leaves what it moved behind, and there nobody reads it.</summary>
    private static async Task FlipAsync(string file, string text)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var (wanted, places) = (Encoding.ASCII.GetBytes(text + " "), 0);
        for (var at = bytes.AsSpan().IndexOf(wanted); at > 0; at = bytes.AsSpan().IndexOf(wanted), places++)
        {
            bytes[at] ^= 1;
        }

        Assert.True(places > 0, $"{text} stands nowhere in {file}");
        await File.WriteAllBytesAsync(file, bytes);
    }
}
