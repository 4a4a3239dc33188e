using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Backups;

/// <summary>The owner takes everything along, in formats that other programs read.</summary>
public sealed class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ghe-").FullName;

    private string Target => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestNetFact]
    public async Task An_export_holds_conversations_memories_settings_and_the_ledger()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["LLM_BACKEND"] = "obedient" });
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await owner.SendAndWaitAsync("echo first words");
        await owner.SendAndWaitAsync("echo second words");
        await owner.PostAsync("/api/memory/write", new { path = "a/b/garden notes.md", content = "# Roses\n---\nCut in March." });
        await owner.PostAsync("/api/memory/write", new { path = "a/b", content = "A document where there is a folder, too." });

        var exported = await gatehouse.RunCliAsync("export", Target, "--json");
        Assert.True(exported.ExitCode == 0, exported.Errors);
        var counts = JsonDocument.Parse(exported.Output).RootElement;
        Assert.Equal((2, 2), (counts.GetProperty("threads").GetInt32(), counts.GetProperty("memories").GetInt32()));

        Assert.Equal(4, Directory.EnumerateFiles($"{Target}/threads").Count());
        var markdown = Directory.EnumerateFiles($"{Target}/threads", "*.md").Select(File.ReadAllText).ToList();
        Assert.Contains(markdown, text => text.Contains("> echo first words", StringComparison.Ordinal));
        var roses = await File.ReadAllTextAsync($"{Target}/memories/0002-a_b_garden_notes.md");
        Assert.StartsWith("---\npath: \"a/b/garden notes.md\"\nupdated: ", roses, StringComparison.Ordinal);
        var known = await owner.GetAsync("/api/memory/read?path=a/b/garden%20notes.md");
        Assert.Contains($"\nintegrity: \"{known.GetProperty("label").Text("integrity")}\"\n", roses, StringComparison.Ordinal);
        Assert.Contains($"    effect: \"{known.GetProperty("parts")[0].Text("effect_id")}\"\n", roses, StringComparison.Ordinal);
        Assert.EndsWith("---\n\n# Roses\n---\nCut in March.\n", roses, StringComparison.Ordinal);
        Assert.True(File.Exists($"{Target}/memories/0001-a_b.md"));

        var lines = await File.ReadAllLinesAsync($"{Target}/ledger.jsonl");
        var numbers = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("seq").GetInt32());
        Assert.Equal(Enumerable.Range(1, counts.GetProperty("entries").GetInt32()), numbers);
        Assert.Equal(0, (await gatehouse.RunCliAsync("ledger", "verify", "--head", $"{Target}/ledger-head.json")).ExitCode);
        Assert.Equal(0, (await gatehouse.RunCliAsync("config", "import", $"{Target}/settings.json")).ExitCode);

        Assert.All(
            Directory.EnumerateFiles(Target, "*", SearchOption.AllDirectories),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file))
        );
        Assert.Equal(["out"], Directory.EnumerateFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [TestNetFact]
    public async Task An_export_never_overwrites_and_needs_the_server()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["LLM_BACKEND"] = "obedient" });
        Directory.CreateDirectory(Target);
        var taken = await gatehouse.RunCliAsync("export", Target);
        Assert.Equal((1, true), (taken.ExitCode, taken.Errors.Contains("left alone", StringComparison.Ordinal)));
        Directory.Delete(Target);

        await gatehouse.StopAsync();
        var stopped = await gatehouse.RunCliAsync("export", Target);
        Assert.Equal((3, true), (stopped.ExitCode, stopped.Errors.Contains("gatehouse run", StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }
}
