using System.Net;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Approvals;

/// <summary>A part too long for the card can be read whole, and is not approved unseen.</summary>
public sealed class WholePartTests
{
    [TestNetFact]
    [Trait("Invariant", "G6")]
    public async Task A_long_body_is_read_whole_and_approved_only_by_its_digest()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("long.example.com")).Serve("*", "taken", "text/plain");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var body = string.Concat(Enumerable.Range(0, 4_000).Select(number => $"line {number}\n")).TrimEnd();

        await owner.SendAndWaitAsync($"http POST https://long.example.com/in {body}");
        var card = await owner.WaitForApprovalAsync();
        var (name, field) = (card.Text("request_id"), card.GetProperty("fields").EnumerateArray().Last());
        Assert.True(field.GetProperty("omitted").GetBoolean());
        Assert.False(card.GetProperty("allow_always").GetBoolean());

        var part = await owner.GetAsync($"/api/approvals/{name}/part?name=body");
        Assert.Equal(("text", body), (part.Text("encoding"), part.Text("value")));
        Assert.Equal(field.Text("sha256"), part.Text("sha256"));
        var shown = await gatehouse.RunCliAsync("approvals", name, "--part", "body");
        Assert.Contains("line 3999", shown.Output, StringComparison.Ordinal);
        var other = await Assert.ThrowsAsync<HttpRequestException>(() => owner.GetAsync($"/api/approvals/{name}/part?name=url"));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);

        var always = await Assert.ThrowsAsync<HttpRequestException>(() => owner.ApproveAsync(name, always: true));
        Assert.Equal(HttpStatusCode.Conflict, always.StatusCode);
        var unseen = await gatehouse.RunCliAsync("approve", name);
        Assert.NotEqual(0, unseen.ExitCode);
        Assert.Contains($"--seen {card.Text("digest")}", unseen.Errors, StringComparison.Ordinal);
        Assert.NotEqual(0, (await gatehouse.RunCliAsync("approve", name, "--seen", new string('0', 64))).ExitCode);
        Assert.Equal(0, origin.Connections);

        Assert.Equal(0, (await gatehouse.RunCliAsync("approve", name, "--seen", card.Text("digest"))).ExitCode);
        await owner.WaitForContinuationAsync(card.Text("thread_id"), name);
        Assert.Equal(body, Encoding.UTF8.GetString(Assert.Single(origin.Requests).Body));
    }
}
