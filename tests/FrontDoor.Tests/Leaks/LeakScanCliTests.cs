using System.Text;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Leaks;

/// <summary><c>gatehouse leaks scan</c>: the server's own scanner, without a server.</summary>
public sealed class LeakScanCliTests
{
    private static readonly string Key = "gh" + "p_" + "q7Xw2mB9tLw4zPd8sKr3a1B2c3D4e5F6g7H8";

    [TestNetFact]
    [Trait("Row", "I-172")]
    public async Task It_finds_a_key_plain_and_wrapped_and_prints_the_text_without_it()
    {
        var wrapped = Convert.ToBase64String(Encoding.ASCII.GetBytes(Key));
        var file = Path.Combine(Path.GetTempPath(), $"leaks-{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(file, $"one {Key} two {wrapped} three");
        await using var gatehouse = await GatehouseProcess.StartAsync();

        var scan = await gatehouse.RunCliAsync("leaks", "scan", file, "--json");
        File.Delete(file);

        Assert.True(scan.ExitCode == 0, scan.Errors);
        using var answer = JsonDocument.Parse(scan.Output);
        var root = answer.RootElement;
        Assert.Equal(["findings", "action", "redacted", "truncated"], root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("block", root.GetProperty("action").GetString());
        Assert.False(root.GetProperty("truncated").GetBoolean());
        Assert.Equal(2, root.GetProperty("findings").GetArrayLength());
        Assert.Equal(4, root.GetProperty("findings")[0].GetProperty("start").GetInt32());
        Assert.Equal("one [REDACTED] two [REDACTED] three", root.GetProperty("redacted").GetString());
    }

    [TestNetFact]
    public async Task A_file_that_is_not_there_is_named()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();

        var scan = await gatehouse.RunCliAsync("leaks", "scan", "/nowhere/at-all.txt");

        Assert.Equal(1, scan.ExitCode);
        Assert.Contains("/nowhere/at-all.txt", scan.Errors, StringComparison.Ordinal);
    }
}
