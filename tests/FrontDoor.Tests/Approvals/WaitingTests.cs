using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Approvals;

/// <summary>Waiting is not blocking, and a question outlives the process.</summary>
public sealed class WaitingTests
{
    [TestNetFact]
    public async Task The_thread_goes_on_while_a_question_waits_and_the_late_result_names_it()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("later.example.com")).Serve("*", "late answer", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        var asked = await owner.SendAndWaitAsync("http GET https://later.example.com/");
        var card = await owner.WaitForApprovalAsync();
        var thread = card.Text("thread_id");
        var meanwhile = await owner.SendAndWaitAsync("echo still here", thread);
        Assert.Contains("still here", meanwhile.Response(), StringComparison.Ordinal);

        await owner.ApproveAsync(card.Text("request_id"));
        var continued = await owner.WaitForContinuationAsync(thread, card.Text("request_id"));
        Assert.Contains("late answer", continued.Response(), StringComparison.Ordinal);
        Assert.Contains(
            $"waiting for approval {card.Text("request_id")}",
            asked.Calls()[0].GetRawText() + asked.Response(),
            StringComparison.OrdinalIgnoreCase
        );
    }

    [TestNetFact]
    [Trait("Invariant", "G6")]
    public async Task After_kill_9_the_question_is_still_there_and_works_once()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("survives.example.com")).Serve("*", "survived", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        string request,
            thread;
        using (var before = await GatewayClient.ConnectAsync(gatehouse))
        {
            await before.SendAndWaitAsync("http GET https://survives.example.com/");
            var card = await before.WaitForApprovalAsync();
            (request, thread) = (card.Text("request_id"), card.Text("thread_id"));
        }

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal(request, Assert.Single(await owner.ApprovalsAsync()).Text("request_id"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryApproveAsync(owner, request)));
        Assert.Single(answers, accepted => accepted);
        var continued = await owner.WaitForContinuationAsync(thread, request);
        Assert.Contains("survived", continued.Response(), StringComparison.Ordinal);
        Assert.Single(origin.Requests);
        Assert.True((await owner.VerifyAsync()).GetProperty("ok").GetBoolean());
    }

    private static async Task<bool> TryApproveAsync(GatewayClient owner, string request)
    {
        try
        {
            await owner.ApproveAsync(request);
            return true;
        }
        catch (HttpRequestException refused) when (refused.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            return false;
        }
    }
}
