using System.Net;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;

namespace Gatehouse.App.Tests.Agent;

public sealed class WebDriverTests
{
    [Fact]
    public async Task A_redirect_is_not_followed_and_names_its_host()
    {
        await using var home = await AgentHome.StartAsync(new KeylessSource(OfflineModel.Answer));
        home.Web.Answer(
            "https://example.com/",
            () => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new("https://evil.example/x?secret") } }
        );

        var turn = await home.SayAsync("fetch https://example.com/");

        var call = Assert.Single(turn.Calls).Result!;
        Assert.Equal(CallOutcome.Failed, call.Call!.Outcome);
        Assert.Contains("evil.example", call.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", call.Text, StringComparison.Ordinal);
        Assert.Single(home.Web.Requests);
    }

    [Fact]
    public async Task A_request_is_sent_byte_for_byte_as_approved()
    {
        await using var home = await AgentHome.StartAsync(new KeylessSource(OfflineModel.Answer));
        home.Web.Answer(
            "https://api.example/a?b=%7Ec",
            () => new HttpResponseMessage(HttpStatusCode.Created) { Content = new StringContent("ok") }
        );
        var turn = await home.SayAsync(
            "http POST https://api.example/a?b=%7Ec -H \"content-type: text/x-odd; a=1\" -H \"X-One: two\" body  text"
        );

        await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None);

        Assert.Equal("HTTP 201\nok", (await home.TurnAsync(turn.Turn.Thread, 2)).Response);
        var sent = Assert.Single(home.Web.Requests);
        Assert.Equal(("POST", "https://api.example/a?b=%7Ec", "body  text"), (sent.Method, sent.Url, sent.Body));
        Assert.Contains("text/x-odd; a=1", sent.Headers, StringComparison.Ordinal);
        Assert.Contains("X-One: two", sent.Headers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_page_is_a_failed_call()
    {
        await using var home = await AgentHome.StartAsync(new KeylessSource(OfflineModel.Answer));

        var turn = await home.SayAsync("fetch https://example.com/none");

        Assert.Equal(CallOutcome.Failed, Assert.Single(turn.Calls).Result!.Call!.Outcome);
        Assert.Contains("404", turn.Response, StringComparison.Ordinal);
    }
}
