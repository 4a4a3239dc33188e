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

    [TestNetFact]
    public async Task A_grant_for_a_time_covers_that_long_also_across_a_restart_and_then_asks_again()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("timed.example.com")).Serve("*", "fine", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        const string Request = "http POST https://timed.example.com/v1/items {}";
        await owner.SendAndWaitAsync(Request);
        var card = await owner.WaitForApprovalAsync();
        foreach (
            var (action, life) in new[] { ("always", "soon"), ("always", "0s"), ("always", "366d"), ("always", "1w"), ("approve", "1d") }
        )
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => AnswerAsync(owner, card, action, life));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("expires_in", refused.Message, StringComparison.Ordinal);
        }

        await AnswerAsync(owner, card, "always", "15s");
        await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));
        await gatehouse.RestartAsync();
        using var again = await GatewayClient.ConnectAsync(gatehouse);
        var grant = Assert.Single((await again.GetAsync("/api/grants")).GetProperty("grants").EnumerateArray());
        Assert.Equal(15, (grant.GetProperty("expires").GetDateTimeOffset() - grant.GetProperty("since").GetDateTimeOffset()).TotalSeconds);
        Assert.False(grant.GetProperty("expired").GetBoolean());
        Assert.Equal("answered", (await again.SendAndWaitAsync(Request)).EndReason());

        await Deadline.UntilAsync(
            async () => (await again.GetAsync("/api/grants")).GetProperty("grants")[0].GetProperty("expired").GetBoolean(),
            expired => expired,
            "the grant expires"
        );
        Assert.Equal("waiting_for_approval", (await again.SendAndWaitAsync(Request)).EndReason());
        Assert.Equal(2, origin.Requests.Count);
        Assert.Contains("expired", (await gatehouse.RunCliAsync("grants")).Output, StringComparison.Ordinal);
        Assert.Contains(
            await again.LedgerAsync(),
            entry => entry.Text("kind") == "granted" && entry.Text("line").Contains("until 20", StringComparison.Ordinal)
        );
    }

    [TestNetFact]
    public async Task The_command_line_gives_a_grant_for_a_time()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await owner.SendAndWaitAsync("http POST https://timed.example.com/v1/items {}");
        var name = (await owner.WaitForApprovalAsync()).Text("request_id");

        Assert.Equal(2, (await gatehouse.RunCliAsync("approve", name, "--for", "1d")).ExitCode);
        Assert.Equal(1, (await gatehouse.RunCliAsync("approve", name, "--always", "--for", "soon")).ExitCode);
        Assert.Equal(0, (await gatehouse.RunCliAsync("approve", name, "--always", "--for", "1d")).ExitCode);

        Assert.Contains("until", (await gatehouse.RunCliAsync("grants")).Output, StringComparison.Ordinal);
    }

    private static Task<System.Text.Json.JsonElement> AnswerAsync(
        GatewayClient owner,
        System.Text.Json.JsonElement card,
        string action,
        string life
    ) =>
        owner.PostAsync(
            "/api/chat/approval",
            new
            {
                request_id = card.Text("request_id"),
                action,
                expires_in = life,
            }
        );
}
