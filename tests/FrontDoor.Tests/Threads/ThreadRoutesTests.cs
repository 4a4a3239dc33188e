using System.Net;
using System.Net.Http.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Threads;

/// <summary>The owner names, keeps and deletes whole conversations.</summary>
public sealed class ThreadRoutesTests
{
    [TestNetFact]
    public async Task A_thread_is_named_exported_whole_and_deleted_and_its_effects_stay_in_the_ledger()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var thread = await owner.NewThreadAsync();
        await owner.SendAndWaitAsync("remember the bins go out on Tuesday", thread, pasted: "# Not a heading\n> second line\r# nor this");

        Assert.Equal(
            "Bins",
            (await owner.PostAsync("/api/chat/thread/rename", new { thread_id = thread, title = " Bins " })).Text("title")
        );
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal("Bins", Assert.Single(await again.ThreadsAsync()).Text("title"));

        var export = await again.GetAsync($"/api/chat/export?thread_id={thread}");
        var messages = export.GetProperty("turns")[0].GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(["pasted", "owner", "assistant", "tool", "assistant"], messages.Select(message => message.Text("role")));
        Assert.Equal("untrusted", messages[0].GetProperty("label").Text("integrity"));
        var effect = messages[3].Text("effect_id");
        var markdown = await again.Http.GetStringAsync(new Uri($"/api/chat/export?thread_id={thread}&format=markdown", UriKind.Relative));
        Assert.StartsWith("# Bins\n", markdown, StringComparison.Ordinal);
        Assert.Contains("> # Not a heading\n> > second line\n> # nor this\n", markdown, StringComparison.Ordinal);
        Assert.Single(markdown.Split('\n'), line => line.StartsWith("# ", StringComparison.Ordinal));

        var gone = await again.PostAsync("/api/chat/thread/delete", new { thread_id = thread });

        Assert.Equal(1, gone.GetProperty("turns").GetInt32());
        Assert.Empty(await again.ThreadsAsync());
        foreach (var path in new[] { $"/api/chat/history?thread_id={thread}", $"/api/chat/export?thread_id={thread}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await again.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(again, "delete", new { thread_id = thread }));
        Assert.Contains("memory", (await again.GetAsync($"/api/ledger/effect/{effect}")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(
            await again.LedgerAsync(),
            entry => entry.Text("line").Contains("deletes the conversation", StringComparison.Ordinal)
        );
        Assert.True((await again.GetAsync("/api/ledger/verify")).GetProperty("ok").GetBoolean());
    }

    [TestNetFact]
    public async Task What_waits_is_answered_first_and_bad_names_are_refused()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var thread = await owner.NewThreadAsync();
        await owner.SendAndWaitAsync("http GET https://waits.threads.example.com/", thread);

        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(owner, "delete", new { thread_id = thread }));
        var card = Assert.Single(await owner.ApprovalsAsync());
        await owner.DenyAsync(card.Text("request_id"));
        await owner.WaitForContinuationAsync(thread, card.Text("request_id"));
        await owner.WaitForQuietAsync(thread);
        foreach (var title in new[] { "", " ", "two\nlines", new string('x', 201) })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(owner, "rename", new { thread_id = thread, title }));
        }

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(owner, "rename", new { thread_id = new string('0', 32), title = "x" }));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await owner.Http.GetAsync(new Uri($"/api/chat/export?thread_id={thread}&format=pdf", UriKind.Relative))).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(owner, "delete", new { thread_id = thread }));
    }

    [TestNetFact]
    public async Task The_terminal_does_the_same()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var none = await gatehouse.RunCliAsync("threads");
        var thread = await owner.NewThreadAsync();
        await owner.SendAndWaitAsync("echo good morning", thread);

        var renamed = await gatehouse.RunCliAsync("threads", "rename", thread, "Mornings");
        var listed = await gatehouse.RunCliAsync("threads", "list");
        var exported = await gatehouse.RunCliAsync("threads", "export", thread);
        var deleted = await gatehouse.RunCliAsync("threads", "delete", thread);
        var gone = await gatehouse.RunCliAsync("threads", "export", thread);

        Assert.All([none, renamed, listed, exported, deleted], run => Assert.Equal((0, ""), (run.ExitCode, run.Errors)));
        Assert.Contains("no conversation yet", none.Output, StringComparison.Ordinal);
        Assert.StartsWith(thread, listed.Output, StringComparison.Ordinal);
        Assert.Contains("Mornings", listed.Output, StringComparison.Ordinal);
        Assert.StartsWith("# Mornings\n\n## You, ", exported.Output, StringComparison.Ordinal);
        Assert.Contains("> echo good morning\n", exported.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, gone.ExitCode);
    }

    private static async Task<HttpStatusCode> StatusAsync(GatewayClient owner, string verb, object body) =>
        (await owner.Http.PostAsJsonAsync($"/api/chat/thread/{verb}", body)).StatusCode;
}
