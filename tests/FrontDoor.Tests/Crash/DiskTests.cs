using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>A disk that is full, read-only or refuses: it is told with what to do, nothing happens without its record, nothing is lost.</summary>
public sealed class DiskTests
{
    private static readonly Reply Slow = new()
    {
        Text = new string('x', 60),
        Pieces = 60,
        ChunkDelayMilliseconds = 50,
    };

    [TestNetTheory]
    [Trait("Invariant", "G9")]
    [InlineData("full")]
    [InlineData("refuses")]
    public async Task A_disk_that_takes_nothing_any_more_ends_the_turn_by_name_and_lets_nothing_happen(string how)
    {
        await using var disk = await SmallDisk.MountAsync();
        Directory.CreateDirectory(disk.Home);
        await using var site = (await PocketInternet.Shared.HttpsAsync($"{how}.disk.example.com")).Serve("*", "posted", "text/plain");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await StartAsync(model, disk.Home, await StarterAsync(disk));
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var card = await PrepareAsync(owner, model, site);
        using var watching = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var events = new EventLog(owner, watching.Token);
        await events.Connected;
        await model.ReplyAsync(Slow);
        var sent = await owner.SendAsync("and now slowly");
        await events.WaitForAsync("stream_chunk", sent.ThreadId);

        await RefuseAsync(disk, gatehouse, how);

        await events.WaitForAsync("turn_ended", sent.ThreadId);
        var told = events.Seen.Last(item => item.Type == "response" && item.Data.Text("thread_id") == sent.ThreadId).Data.Text("content");
        Assert.Contains("cannot be written", told, StringComparison.Ordinal);
        Assert.Contains("isk", told, StringComparison.Ordinal);
        await RefusedAsync(owner, "/api/chat/send", new { content = "one more" });
        await RefusedAsync(owner, "/api/chat/approval", new { request_id = card.Text("request_id"), action = "approve" });
        await RefusedAsync(owner, "/api/memory/write", new { path = "lost.md", content = "never" });
        var status = (await owner.StatusAsync()).GetProperty("ledger");
        Assert.Contains("Free disk space", status.Text("problem"), StringComparison.Ordinal);
        using var anyone = GatewayClient.Anonymous(gatehouse);
        using var health = await anyone.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("cannot be written", (await gatehouse.RunCliAsync("status")).Output, StringComparison.Ordinal);
        Assert.Empty(site.Requests);

        disk.Free();
        Assert.Equal(0, await gatehouse.StopAsync());
        Assert.DoesNotContain("Unhandled exception", gatehouse.Errors, StringComparison.Ordinal);
        await gatehouse.RestartAsync();
        await CheckAsync(gatehouse, model, site, card, sent.ThreadId);
    }

    [TestNetTheory]
    [InlineData("full", true)]
    [InlineData("full", false)]
    [InlineData("read-only", true)]
    [InlineData("read-only", false)]
    public async Task A_start_on_such_a_disk_says_cause_and_fix_and_damages_nothing(string how, bool used)
    {
        await using var disk = await SmallDisk.MountAsync();
        Directory.CreateDirectory(disk.Home);
        await using var model = await OpenAiServerProcess.StartAsync();
        if (used)
        {
            await using var before = await StartAsync(model, disk.Home);
            using var owner = await GatewayClient.ConnectAsync(before);
            await owner.PostAsync("/api/memory/write", new { path = "kept.md", content = "kept" });
            await before.Kill9Async();
        }

        await (how == "full" ? Task.Run(disk.Fill) : disk.ReadOnlyAsync());
        var refused = await GatehouseProcess.RunUntilExitAsync(home: disk.Home);

        Assert.True(refused.ExitCode == 1, $"{refused.ExitCode}: {refused.Output}{refused.Errors}");
        Assert.StartsWith("Gatehouse did not start.", refused.Errors.Split('\n').Last(line => line.Length > 0), StringComparison.Ordinal);
        Assert.Contains(disk.Home, refused.Errors, StringComparison.Ordinal);
        Assert.Matches("Free space|writable", refused.Errors);
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);

        await (how == "full" ? Task.Run(disk.Free) : disk.WritableAsync());
        await using var again = await StartAsync(model, disk.Home);
        using var back = await GatewayClient.ConnectAsync(again);
        Assert.True((await back.VerifyAsync()).GetProperty("ok").GetBoolean());
        if (used)
        {
            Assert.Equal("kept", (await back.GetAsync("/api/memory/read?path=kept.md")).Text("content"));
        }
    }

    /// <summary>Starts the program without the signal that ends a process whose file gets too long: its write is refused then.</summary>
    private static async Task<string> StarterAsync(SmallDisk disk)
    {
        var real = Environment.GetEnvironmentVariable("GATEHOUSE_BIN") ?? Repository.Program("Cli", "gatehouse");
        var starter = Path.Combine(disk.Home, "start");
        await File.WriteAllTextAsync(starter, $"#!/bin/sh\ntrap '' XFSZ\nexec '{real}' \"$@\"\n");
        File.SetUnixFileMode(starter, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return starter;
    }

    private static Task<GatehouseProcess> StartAsync(OpenAiServerProcess model, string home, string? program = null) =>
        GatehouseProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["LLM_BACKEND"] = "openai_compatible",
                ["LLM_BASE_URL"] = model.BaseUrl,
                ["LLM_MODEL"] = "scripted",
                // The runtime keeps its code in a file of memory, which would be refused a byte as well.
                ["DOTNET_EnableWriteXorExecute"] = "0",
            },
            program,
            home
        );

    /// <summary>A document, an answered message, and a request that waits for the owner.</summary>
    private static async Task<JsonElement> PrepareAsync(GatewayClient owner, OpenAiServerProcess model, HttpOrigin site)
    {
        await owner.PostAsync("/api/memory/write", new { path = "kept.md", content = "kept" });
        await model.CallAsync(
            "http",
            JsonSerializer.Serialize(
                new
                {
                    method = "POST",
                    url = $"{site.BaseUrl}/",
                    body = "once",
                }
            )
        );
        Assert.Equal("waiting_for_approval", (await owner.SendAndWaitAsync("post it")).EndReason());
        return await owner.WaitForApprovalAsync();
    }

    private static async Task RefuseAsync(SmallDisk disk, GatehouseProcess gatehouse, string how)
    {
        if (how == "full")
        {
            disk.Fill();
            return;
        }

        // An open file keeps a file system from becoming read-only, so every write is refused in another way: no file may have a byte.
        await using var limit = ServerProcess.Start(
            new System.Diagnostics.ProcessStartInfo("prlimit", ["--fsize=0", $"--pid={gatehouse.ProcessId}"])
        );
        Assert.Equal(0, await limit.WaitForExitAsync());
    }

    private static async Task RefusedAsync(GatewayClient owner, string path, object body)
    {
        using var answer = await owner.Http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path}: {(int)answer.StatusCode} {text}");
        Assert.Contains("cannot be written", text, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(
        GatehouseProcess gatehouse,
        OpenAiServerProcess model,
        HttpOrigin site,
        JsonElement card,
        string cut
    )
    {
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ResetAsync();
        await model.ReplyAsync(new Reply { Text = "Done.", Repeat = true });
        Assert.Equal("kept", (await owner.GetAsync("/api/memory/read?path=kept.md")).Text("content"));
        var turn = await owner.WaitForQuietAsync(cut);
        Assert.NotEqual("", turn.EndReason());
        Assert.Single(await owner.ApprovalsAsync());
        await owner.ApproveAsync(card.Text("request_id"));
        await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));
        Assert.Single(site.Requests);
        Assert.Equal("answered", (await owner.SendAndWaitAsync("are you well?")).EndReason());
        Assert.Empty(await new Receipts().CheckAsync(owner));
        using var health = await owner.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
