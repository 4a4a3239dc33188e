using System.Security.Cryptography;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Publishing;

/// <summary>What <c>./dev publish</c> makes is the whole product, on a machine that has neither .NET nor Node.</summary>
public sealed class PublishedTests
{
    private static readonly Dictionary<string, string> BareMachine = new() { ["PATH"] = "/nonexistent", ["DOTNET_ROOT"] = "/nonexistent" };

    [PublishedFact]
    public async Task It_serves_its_page_answers_remembers_and_finds_nothing_wrong()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(BareMachine, Repository.Published);
        using (var owner = await GatewayClient.LoginAsync(gatehouse, gatehouse.LoginCode))
        {
            var turn = await owner.SendAndWaitAsync("remember that the bins go out on Tuesday");
            Assert.Contains("bins", turn.GetRawText(), StringComparison.Ordinal);
        }

        using (var anyone = new HttpClient { BaseAddress = new Uri(gatehouse.BaseUrl) })
        {
            Assert.Contains("/app.js", await anyone.GetStringAsync("/"), StringComparison.Ordinal);
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Contains(
            "Tuesday",
            (await again.PostAsync("/api/memory/search", new { query = "bins" })).GetRawText(),
            StringComparison.Ordinal
        );
        var doctor = await gatehouse.RunCliAsync("doctor", "--json");
        Assert.True(doctor.ExitCode == 0, doctor.Output + doctor.Errors);
    }

    [PublishedFact]
    public async Task The_archive_has_the_checksum_that_lies_beside_it()
    {
        var folder = Path.GetDirectoryName(Path.GetDirectoryName(Repository.Published))!;
        var said = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder, "*.sha256")));
        await using var archive = File.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.tar.gz")));
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(archive));
        Assert.Equal($"{hash}  {Path.GetFileName(archive.Name)}\n", said);
    }
}
