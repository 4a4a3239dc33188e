using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Policy;

/// <summary>Row 12: what is deleted is gone, so the owner is asked each time.</summary>
public sealed class DeletionTests
{
    [TestNetFact]
    public async Task Deleting_a_memory_is_asked_each_time_and_done_once_approved()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.CallAsync("memory_write", """{"content":"the zebra is called Gerda","target":"notes/zebra.md"}""");
        await model.SayAsync("noted");
        await owner.SendAndWaitAsync("remember the zebra");
        Assert.Single(await FoundAsync(owner));

        await model.CallAsync("memory_delete", """{"path":"notes/zebra.md"}""");
        await model.SayAsync("as you wish");
        var asked = await owner.SendAndWaitAsync("forget the zebra");

        Assert.Equal("waiting_for_approval", asked.EndReason());
        Assert.Single(await FoundAsync(owner));
        var card = await owner.WaitForApprovalAsync();
        Assert.Equal(
            ("delete_memory", 12, false),
            (card.Text("effect_kind"), card.GetProperty("policy_row").GetInt32(), card.GetProperty("allow_always").GetBoolean())
        );
        Assert.Contains(("path", "notes/zebra.md", "line"), card.Fields());
        await Assert.ThrowsAsync<HttpRequestException>(() => owner.ApproveAsync(card.Text("request_id"), always: true));
        await owner.ApproveAsync(card.Text("request_id"));
        await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        Assert.Empty(await FoundAsync(owner));
        var ledger = await owner.LedgerAsync();
        Assert.Contains(ledger, entry => entry.Text("line") == "A1: delete a memory document (policy row 12)");
        Assert.Contains(ledger, entry => entry.Text("effect_kind") == "delete_memory" && entry.Text("kind") == "outcome");
    }

    private static async Task<IReadOnlyList<System.Text.Json.JsonElement>> FoundAsync(GatewayClient owner) =>
        [.. (await owner.PostAsync("/api/memory/search", new { query = "zebra" })).GetProperty("results").EnumerateArray()];
}
