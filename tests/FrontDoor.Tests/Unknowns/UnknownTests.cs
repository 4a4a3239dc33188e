using System.Net;
using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.FrontDoor.Tests.Unknowns;

/// <summary>Kill -9 while a request is on the wire: nobody knows whether it happened, so the owner is asked, and his word is recorded.</summary>
public sealed class UnknownTests
{
    [TestNetFact]
    [Trait("Invariant", "G9")]
    public async Task What_a_kill_left_open_waits_for_the_owners_word_and_is_never_repeated()
    {
        const string Name = "unknown.example.com";
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = await PocketInternet.Shared.HttpsAsync(Name);
        origin.Handle(
            "*",
            async (http, _) =>
            {
                arrived.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted);
            }
        );
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        var arguments = JsonSerializer.Serialize(
            new
            {
                method = "POST",
                url = $"https://{Name}/",
                body = "once",
            }
        );
        await model.ReplyAsync(
            new Reply { Text = "I post it.", ToolCalls = [new ReplyToolCall("call_1", "http", arguments)] },
            new Reply { Text = "Fine.", Repeat = true }
        );
        await PostAsync(gatehouse, arrived.Task);
        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();

        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var unknown = Assert.Single((await owner.GetAsync("/api/unknowns")).GetProperty("unknowns").EnumerateArray().ToList());
        Assert.Contains(Name, unknown.Text("line"), StringComparison.Ordinal);
        Assert.Equal("A1", unknown.Text("approval"));
        Assert.Equal(1, (await owner.StatusAsync()).GetProperty("unknown_outcomes").GetInt32());
        var id = unknown.Text("id");
        Assert.Contains(id, (await gatehouse.RunCliAsync("unknowns")).Output, StringComparison.Ordinal);

        Assert.Equal(2, (await gatehouse.RunCliAsync("unknowns", "settle", id)).ExitCode);
        Assert.Equal(2, (await gatehouse.RunCliAsync("unknowns", "settle", id, "--done", "--not-done")).ExitCode);
        var settled = await gatehouse.RunCliAsync("unknowns", "settle", id, "--not-done", "--note", "asked by phone");
        Assert.True(settled.ExitCode == 0, settled.Errors);
        var twice = await gatehouse.RunCliAsync("unknowns", "settle", id, "--done");
        Assert.Equal(1, twice.ExitCode);
        Assert.Contains("the first one", twice.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await gatehouse.RunCliAsync("unknowns", "settle", new string('0', 32), "--done")).ExitCode);

        Assert.Empty((await owner.GetAsync("/api/unknowns")).GetProperty("unknowns").EnumerateArray());
        var entries = (await owner.EffectAsync(id)).GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["unknown", "answered"], entries.TakeLast(2).Select(entry => entry.Text("kind")));
        Assert.Equal("the owner says: it did not happen (asked by phone)", entries[^1].Text("line"));
        Assert.Contains("answered", (await gatehouse.RunCliAsync("ledger", "show", "--effect", id)).Output, StringComparison.Ordinal);
        Assert.Single(origin.Requests);
        Assert.Equal(0, (await gatehouse.RunCliAsync("ledger", "verify")).ExitCode);
    }

    private static async Task PostAsync(GatehouseProcess gatehouse, Task arrived)
    {
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var sent = await owner.SendAsync("please post it");
        var card = await owner.WaitForApprovalAsync(sent.ThreadId);
        await owner.ApproveAsync(card.Text("request_id"));
        await arrived.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
