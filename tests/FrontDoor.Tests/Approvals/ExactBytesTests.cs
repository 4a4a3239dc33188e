using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Approvals;

/// <summary>What the card shows is what is sent, once, and the ledger tells it in order.</summary>
public sealed class ExactBytesTests
{
    [TestNetFact]
    [Trait("Row", "I-183")]
    [Trait("Invariant", "G6")]
    public async Task A_composed_request_is_shown_whole_and_sent_as_shown()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("exact.example.com")).Serve("/made", "created", "text/plain", 201);
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        var asked = await owner.SendAndWaitAsync("""http POST https://exact.example.com/made?a=1 -H "X-Note: seen" {"hello":"wörld"}""");
        var card = Assert.Single(await owner.ApprovalsAsync());
        Assert.Equal("waiting_for_approval", asked.EndReason());
        Assert.Empty(origin.Requests);
        Assert.Equal(0, origin.Connections);

        var fields = card.Fields();
        Assert.Contains(("method", "POST", "line"), fields);
        Assert.Contains(("url", "https://exact.example.com/made?a=1", "line"), fields);
        Assert.Contains(("header X-Note", "seen", "line"), fields);
        Assert.Contains(("header Host", "exact.example.com", "grey"), fields);
        Assert.Contains(fields, field => field.Name == "body" && field.Value == """{"hello":"wörld"}""");

        await owner.ApproveAsync(card.Text("request_id"));
        var continued = await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));
        var request = Assert.Single(origin.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal("/made?a=1", request.RawTarget);
        Assert.Equal("exact.example.com", request.Host);
        Assert.Equal("exact.example.com", request.Sni);
        Assert.Equal("""{"hello":"wörld"}""", Encoding.UTF8.GetString(request.Body));
        Assert.Equal("seen", request.Headers["X-Note"]);
        // Nothing may travel that the card did not show.
        var shown = fields
            .Where(field => field.Name.StartsWith("header ", StringComparison.Ordinal))
            .Select(field => field.Name["header ".Length..]);
        Assert.Empty(request.Headers.Keys.Except(shown, StringComparer.OrdinalIgnoreCase));
        Assert.Contains("created", continued.Response(), StringComparison.Ordinal);

        var effect = (await owner.LedgerAsync()).Where(entry => entry.Text("digest") == card.Text("digest")).Reverse().ToList();
        Assert.Equal(["asked", "approved", "intent", "outcome"], effect.Kinds());
        Assert.True((await owner.VerifyAsync()).GetProperty("ok").GetBoolean());
    }

    [TestNetFact]
    public async Task A_refusal_sends_nothing_and_its_reason_reaches_the_asker()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("refused.example.com")).Serve("*", "no");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        await owner.SendAndWaitAsync("http GET https://refused.example.com/");
        var card = await owner.WaitForApprovalAsync();
        await owner.DenyAsync(card.Text("request_id"), "not today");
        var continued = await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        Assert.Contains("not today", continued.Response(), StringComparison.Ordinal);
        Assert.Equal(0, origin.Connections);
        Assert.Contains("refused_by_owner", (await owner.LedgerAsync()).Kinds());
        var again = await Assert.ThrowsAsync<HttpRequestException>(() => owner.ApproveAsync(card.Text("request_id")));
        Assert.Equal(System.Net.HttpStatusCode.Conflict, again.StatusCode);
    }

    [TestNetFact]
    public async Task An_unanswered_question_expires_and_sends_nothing()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("expires.example.com")).Serve("*", "no");
        await using var gatehouse = await GatehouseProcess.StartAsync(
            new Dictionary<string, string> { ["GATEHOUSE_APPROVAL_EXPIRY"] = "2s" }
        );
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        await owner.SendAndWaitAsync("http GET https://expires.example.com/");
        var card = await owner.WaitForApprovalAsync();
        var continued = await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        Assert.Contains("Nobody answered", continued.Response(), StringComparison.Ordinal);
        Assert.Equal(0, origin.Connections);
        Assert.Contains("expired", (await owner.LedgerAsync()).Kinds());
    }

    [TestNetFact]
    public async Task Always_lets_the_same_request_through_and_no_other()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("always.example.com")).Serve("*", "fine", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);

        await owner.SendAndWaitAsync("http GET https://always.example.com/v1/items");
        var card = await owner.WaitForApprovalAsync();
        await owner.ApproveAsync(card.Text("request_id"), always: true);
        await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        var again = await owner.SendAndWaitAsync("http GET https://always.example.com/v1/items?page=2");
        Assert.Equal("answered", again.EndReason());
        Assert.Equal(2, origin.Requests.Count);

        foreach (
            var other in new[]
            {
                "http GET https://always.example.com/v1/items/7",
                "http GET https://always.example.com/v1/items -H \"X-HTTP-Method-Override: DELETE\"",
                "http DELETE https://always.example.com/v1/items",
                "http GET https://always.example.com:8443/v1/items",
            }
        )
        {
            Assert.Equal("waiting_for_approval", (await owner.SendAndWaitAsync(other)).EndReason());
        }

        Assert.Equal(2, origin.Requests.Count);
    }
}
