using System.Diagnostics;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Backups;

/// <summary>Ctrl+C in the middle of a backup, and what a process list shows of it.</summary>
public sealed class InterruptedTests
{
    private const int Interrupt = 2;
    private const string Passphrase = "seven words nobody has said before";

    [TestNetFact]
    public async Task Ctrl_C_leaves_no_file_and_the_passphrase_is_in_no_argument()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(new Dictionary<string, string> { ["LLM_BACKEND"] = "obedient" });
        await gatehouse.StopAsync();
        // Large enough that the backup is under way for a while.
        await Sqlite.ExecuteAsync(
            $"{gatehouse.Home}/gatehouse.db",
            "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO memory_parts SELECT i, 'big' || i || '.md', hex(randomblob(30000)), 0, 0, 'e', 1 FROM n"
        );
        var folder = Directory.CreateTempSubdirectory("ghi-").FullName;
        try
        {
            var program = Path.Combine(Repository.Root, "artifacts", "bin", "Cli", "release", "gatehouse");
            var start = new ProcessStartInfo(program, ["backup", $"{folder}/b", "--passphrase-stdin", "--home", gatehouse.Home]);
            await using var backup = ServerProcess.Start(start, Passphrase);
            await Deadline.UntilAsync(
                () => Task.FromResult(Directory.EnumerateFiles(folder).Any()),
                there => there,
                "the backup is being written",
                TimeSpan.FromSeconds(30)
            );
            Assert.DoesNotContain(Passphrase, await File.ReadAllTextAsync($"/proc/{backup.Id}/cmdline"), StringComparison.Ordinal);
            Assert.DoesNotContain(Passphrase, await File.ReadAllTextAsync($"/proc/{backup.Id}/environ"), StringComparison.Ordinal);
            backup.Signal(Interrupt);

            Assert.Equal(1, await backup.WaitForExitAsync(TimeSpan.FromSeconds(30)));
            Assert.Contains("Interrupted", backup.Errors, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
            Assert.Empty(Directory.EnumerateDirectories(gatehouse.Home, "backup-*"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
