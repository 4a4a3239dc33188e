using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Backups;

/// <summary>What is in a backup is there again, elsewhere.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "seven words nobody has said before";

    private static readonly Dictionary<string, string> Obedient = new() { ["LLM_BACKEND"] = "obedient" };

    private readonly string _folder = Directory.CreateTempSubdirectory("ghb-").FullName;

    private string File => Path.Combine(_folder, "backup");

    private string NewHome => Path.Combine(_folder, "h");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestNetFact]
    public async Task A_backup_of_a_running_home_is_the_same_home_elsewhere()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("kept.example.com")).Serve("*", "kept answer", "text/plain");
        string request,
            thread,
            said;
        JsonElement made;
        await using (var gatehouse = await GatehouseProcess.StartAsync(Obedient))
        {
            using var owner = await GatewayClient.ConnectAsync(gatehouse);
            said = (await owner.SendAndWaitAsync("echo to be kept")).Response();
            await owner.PostAsync("/api/memory/write", new { path = "garden.md", content = "About roses." });
            await owner.SendAndWaitAsync("http GET https://kept.example.com/");
            var card = await owner.WaitForApprovalAsync();
            (request, thread) = (card.Text("request_id"), card.Text("thread_id"));
            await owner.StopAsync((await owner.ThreadsAsync()).First(one => one.Text("id") != thread).Text("id"));
            using var browser = await GatewayClient.LoginAsync(gatehouse, gatehouse.LoginCode);

            var backup = await gatehouse.RunCliAsync(["backup", File, "--passphrase-stdin", "--json"], Passphrase + "\n");
            Assert.True(backup.ExitCode == 0, backup.Errors);
            made = JsonDocument.Parse(backup.Output).RootElement.Clone();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
            Assert.Empty(Directory.EnumerateDirectories(gatehouse.Home, "backup-*"));
            Assert.DoesNotContain(Passphrase, gatehouse.Transcript, StringComparison.Ordinal);
        }

        var restored = await RunAsync(NewHome, "restore", File, "--passphrase-stdin", "--json");
        Assert.True(restored.ExitCode == 0, restored.Errors);
        var facts = JsonDocument.Parse(restored.Output).RootElement.GetProperty("backup");
        Assert.Equal(
            (2, 2, 1, 1, 1, 1),
            (
                Count(facts, "threads"),
                Count(facts, "turns"),
                Count(facts, "memories"),
                Count(facts, "waiting"),
                Count(facts, "stops"),
                Count(facts, "sessions")
            )
        );
        Assert.Equal(made.GetProperty("head").GetRawText(), facts.GetProperty("head").GetRawText());

        await using var again = await GatehouseProcess.StartAsync(Obedient, home: NewHome);
        using var same = await GatewayClient.ConnectAsync(again);
        // What was approved or queued then may have been done since: nothing runs before the owner has looked, and the ledger says why.
        Assert.Equal("stopped", (await same.SendAndWaitAsync("echo too early")).EndReason());
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => same.ResumeAsync());
        Assert.Contains(
            await same.LedgerAsync(),
            entry => entry.Text("kind") == "stopped" && entry.Text("line").Contains("restored from a backup of", StringComparison.Ordinal)
        );
        System.IO.File.Delete(Path.Combine(NewHome, "STOP"));
        await same.ResumeAsync();
        var threads = await same.ThreadsAsync();
        Assert.Equal(3, threads.Count);
        var turns = await Task.WhenAll(threads.Select(one => same.TurnsAsync(one.Text("id"))));
        Assert.Contains(turns.SelectMany(list => list), turn => turn.Response() == said);
        Assert.Equal("About roses.", (await same.GetAsync("/api/memory/read?path=garden.md")).Text("content"));
        Assert.Contains("thread", (await same.StatusAsync()).GetRawText(), StringComparison.Ordinal);

        // The ledger goes on from the head of the backup.
        Assert.True((await same.VerifyAsync()).GetProperty("ok").GetBoolean());
        var entries = await same.LedgerAsync();
        var head = made.GetProperty("head");
        Assert.Equal(
            head.Text("hash"),
            entries.Single(entry => entry.GetProperty("seq").GetInt64() == head.GetProperty("seq").GetInt64()).Text("hash")
        );

        // The question still waits, and works once.
        Assert.Equal(request, Assert.Single(await same.ApprovalsAsync()).Text("request_id"));
        Assert.Empty(origin.Requests);
        await same.ApproveAsync(request);
        var continued = await same.WaitForContinuationAsync(thread, request);
        Assert.Contains("kept answer", continued.Response(), StringComparison.Ordinal);
        Assert.Single(origin.Requests);
    }

    [TestNetFact]
    public async Task Backups_under_load_are_each_whole_and_know_every_effect_that_their_turns_cite()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(Obedient);
        using var done = new CancellationTokenSource();
        var talking = Enumerable.Range(0, 3).Select(number => TalkAsync(gatehouse, number, done.Token)).ToList();
        var files = new List<string>();
        for (var number = 0; number < 5; number++)
        {
            files.Add(Path.Combine(_folder, $"b{number}"));
            var backup = await gatehouse.RunCliAsync(["backup", files[^1], "--passphrase-stdin"], Passphrase);
            Assert.True(backup.ExitCode == 0, backup.Errors);
        }

        await done.CancelAsync();
        var turnsSaid = (await Task.WhenAll(talking)).Sum();
        Assert.True(turnsSaid >= 5, $"only {turnsSaid} turns were under way");

        var seen = 0;
        foreach (var file in files)
        {
            var home = file + "-h";
            var restored = await RunAsync(home, "restore", file, "--passphrase-stdin", "--json");
            Assert.True(restored.ExitCode == 0, restored.Errors);
            Assert.Equal(0, (await GatehouseProcess.RunAsync(home, "ledger", "verify", "--file", $"{home}/ledger.db")).ExitCode);
            var cited = await Sqlite.ReadAsync($"{home}/gatehouse.db", "SELECT DISTINCT effect FROM messages WHERE effect IS NOT NULL");
            var known = await Sqlite.ReadAsync($"{home}/ledger.db", "SELECT DISTINCT effect FROM entries WHERE effect IS NOT NULL");
            Assert.Subset(known.ToHashSet(), cited.ToHashSet());
            seen += cited.Count;
        }

        Assert.True(seen > 0, "no turn cited an effect");
        await using var last = await GatehouseProcess.StartAsync(Obedient, home: files[^1] + "-h");
        using var owner = await GatewayClient.ConnectAsync(last);
        System.IO.File.Delete($"{files[^1]}-h/STOP");
        await owner.ResumeAsync();
        Assert.True((await owner.VerifyAsync()).GetProperty("ok").GetBoolean());
        Assert.Equal("answered", (await owner.SendAndWaitAsync("echo and on")).EndReason());
    }

    [TestNetFact]
    public async Task A_restore_refuses_a_running_home_and_keeps_what_it_replaces_in_a_stopped_one()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(Obedient);
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("echo before");
            Assert.Equal(0, (await gatehouse.RunCliAsync(["backup", File, "--passphrase-stdin"], Passphrase)).ExitCode);
            await owner.SendAndWaitAsync("echo after");
        }

        foreach (
            var arguments in new[] { new[] { "restore", File, "--passphrase-stdin" }, ["restore", File, "--replace", "--passphrase-stdin"] }
        )
        {
            var running = await gatehouse.RunCliAsync(arguments, Passphrase);
            Assert.Equal((1, true), (running.ExitCode, running.Errors.Contains("Stop it first", StringComparison.Ordinal)));
        }

        await gatehouse.StopAsync();
        var full = await gatehouse.RunCliAsync(["restore", File, "--passphrase-stdin"], Passphrase);
        Assert.Equal((1, true), (full.ExitCode, full.Errors.Contains("--replace", StringComparison.Ordinal)));

        var replaced = await gatehouse.RunCliAsync(["restore", File, "--replace", "--passphrase-stdin"], Passphrase);
        Assert.True(replaced.ExitCode == 0, replaced.Errors);
        var old = Assert.Single(Directory.EnumerateDirectories(gatehouse.Home, "before-restore-*"));
        Assert.Equal("2", (await Sqlite.ReadAsync($"{old}/gatehouse.db", "SELECT count(*) FROM threads"))[0]);
        await gatehouse.RestartAsync();
        using var same = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Single(await same.ThreadsAsync());
    }

    [TestNetFact]
    public async Task A_disk_that_fills_leaves_everything_as_it_was()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(Obedient);
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            await owner.SendAndWaitAsync("echo something");
        }

        Assert.Equal(0, (await gatehouse.RunCliAsync(["backup", File, "--passphrase-stdin"], Passphrase)).ExitCode);
        await gatehouse.StopAsync();
        await using var disk = await SmallDisk.MountAsync(kilobytes: 160);

        // The home on the small disk, so that the copies fill it.
        var restored = await RunAsync($"{disk.Path}/h", "restore", File, "--passphrase-stdin");
        Assert.True(restored.ExitCode == 1, restored.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));

        // The backup itself on it.
        var backup = await gatehouse.RunCliAsync(["backup", $"{disk.Path}/b", "--passphrase-stdin"], Passphrase);
        Assert.True(backup.ExitCode == 1, backup.Output);
        Assert.Contains("gatehouse: ", backup.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", backup.Errors + restored.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(disk.Path));
        Assert.Empty(Directory.EnumerateDirectories(gatehouse.Home, "backup-*"));
    }

    [TestNetFact]
    public async Task Verifying_changes_nothing_and_its_exit_code_is_the_verdict()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(Obedient);
        Assert.Equal(0, (await gatehouse.RunCliAsync(["backup", File, "--passphrase-stdin"], Passphrase)).ExitCode);
        await gatehouse.StopAsync();
        var temporary = Directory.CreateDirectory(Path.Combine(_folder, "tmp")).FullName;
        var settings = new Dictionary<string, string> { ["TMPDIR"] = temporary };
        var before = Directory.EnumerateFileSystemEntries(gatehouse.Home).ToList();

        var good = await RunAsync(gatehouse.Home, settings, Passphrase, "restore", "--verify", File, "--passphrase-stdin", "--json");
        var bad = await RunAsync(
            gatehouse.Home,
            settings,
            "another passphrase",
            "restore",
            "--verify",
            File,
            "--passphrase-stdin",
            "--json"
        );

        Assert.Equal((0, true), (good.ExitCode, JsonDocument.Parse(good.Output).RootElement.GetProperty("ok").GetBoolean()));
        Assert.Equal((1, false), (bad.ExitCode, JsonDocument.Parse(bad.Output).RootElement.GetProperty("ok").GetBoolean()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(temporary));
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(gatehouse.Home));
    }

    [TestNetFact]
    public async Task A_passphrase_is_asked_for_safely_or_refused()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync(Obedient);

        var asked = await gatehouse.RunCliAsync(["backup", File], Passphrase);
        Assert.Equal((2, true), (asked.ExitCode, asked.Errors.Contains("--passphrase-stdin", StringComparison.Ordinal)));
        var weak = await gatehouse.RunCliAsync(["backup", File, "--passphrase-stdin"], "eleven char");
        Assert.Equal((1, true), (weak.ExitCode, weak.Errors.Contains("too short", StringComparison.Ordinal)));
        var argued = await gatehouse.RunCliAsync(["backup", File, "--passphrase", Passphrase], null);
        Assert.Equal(2, argued.ExitCode);
        Assert.False(Path.Exists(File));
    }

    private static async Task<int> TalkAsync(GatehouseProcess gatehouse, int talker, CancellationToken ct)
    {
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        string? thread = null;
        var turns = 0;
        for (var number = 0; !ct.IsCancellationRequested; number++)
        {
            try
            {
                // Each turn writes to both databases, and its message cites what it did.
                var sent = await owner.SendAsync($"remember in n{talker}.md: turn {number}", thread);
                thread = sent.ThreadId;
                await owner.WaitForQuietAsync(thread, TimeSpan.FromSeconds(30));
                turns++;
            }
            catch (HttpRequestException full) when (full.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
            {
                // No more turns this minute; this writes to both as well.
                await owner.PostAsync("/api/memory/write", new { path = $"w{talker}.md", content = $"write {number}" });
            }
        }

        return turns;
    }

    private static long Count(JsonElement facts, string member) => facts.GetProperty(member).GetInt64();

    private static Task<CliResult> RunAsync(string home, params string[] arguments) =>
        RunAsync(home, new Dictionary<string, string>(), Passphrase, arguments);

    private static Task<CliResult> RunAsync(string home, Dictionary<string, string> settings, string input, params string[] arguments) =>
        GatehouseProcess.RunAloneAsync([.. arguments, "--home", home], settings, input);
}
