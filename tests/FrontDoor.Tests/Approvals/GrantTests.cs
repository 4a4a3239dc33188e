using System.Net;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Approvals;

/// <summary>What the owner always allows is listed to the letter, and can be taken back.</summary>
public sealed class GrantTests
{
    [TestNetFact]
    public async Task A_grant_is_listed_and_after_revoking_the_next_request_asks_again()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("grants.example.com")).Serve("*", "fine", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        const string Request = "http POST https://grants.example.com/v1/items?page=1 {}";
        const string Line = "POST https://grants.example.com/v1/items (any query and body)";

        await owner.SendAndWaitAsync(Request);
        var card = await owner.WaitForApprovalAsync();
        Assert.Equal(Line, card.Text("always_line"));
        await owner.ApproveAsync(card.Text("request_id"), always: true);
        await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        var grant = Assert.Single((await owner.GetAsync("/api/grants")).GetProperty("grants").EnumerateArray());
        Assert.Equal(("POST", "grants.example.com", "/v1/items"), (grant.Text("method"), grant.Text("host"), grant.Text("path")));
        Assert.Equal((443, Line), (grant.GetProperty("port").GetInt32(), grant.Text("line")));
        Assert.Equal("answered", (await owner.SendAndWaitAsync(Request)).EndReason());
        Assert.Contains(Line, (await gatehouse.RunCliAsync("grants")).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await gatehouse.RunCliAsync("grants", "revoke", grant.Text("id"))).ExitCode);
        Assert.Empty((await owner.GetAsync("/api/grants")).GetProperty("grants").EnumerateArray());
        Assert.Equal("waiting_for_approval", (await owner.SendAndWaitAsync(Request)).EndReason());
        Assert.Equal(2, origin.Requests.Count);

        var again = await Assert.ThrowsAsync<HttpRequestException>(() =>
            owner.PostAsync("/api/grants/revoke", new { id = grant.Text("id") })
        );
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Contains("revoked", (await owner.LedgerAsync()).Kinds());
    }
}
