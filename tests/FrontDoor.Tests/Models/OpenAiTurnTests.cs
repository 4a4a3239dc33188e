using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Models;

/// <summary>The same turns against a server process that speaks the OpenAI wire protocol.</summary>
public sealed class OpenAiTurnTests
{
    private const string Key = "model-key-0123456789";

    [TestNetFact]
    public async Task A_tool_call_split_across_chunks_is_asked_approved_and_answered()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("weather.example.com")).Serve("*", "sunny", "text/plain");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(
            new Reply
            {
                Text = "Let me look.",
                Pieces = 5,
                ToolCalls = [new ReplyToolCall("call_9", "http", """{"method":"GET","url":"https://weather.example.com/today"}""")],
            },
            new Reply { Text = "It is sunny today.", Pieces = 4 }
        );

        var asked = await owner.SendAndWaitAsync("What is the weather?");
        Assert.Equal("waiting_for_approval", asked.EndReason());
        Assert.Contains("Let me look.", asked.Response(), StringComparison.Ordinal);
        var card = await owner.WaitForApprovalAsync();
        await owner.ApproveAsync(card.Text("request_id"));
        var continued = await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        Assert.Equal("It is sunny today.", continued.Response());
        Assert.Single(origin.Requests);
        var requests = await model.RequestsAsync();
        Assert.All(requests, request => Assert.Equal("Bearer " + Key, request.Headers["Authorization"]));
        Assert.Contains("sunny", requests[^1].Body, StringComparison.Ordinal);
        Assert.All(requests, request => Assert.Contains("max_", request.Body, StringComparison.Ordinal));
    }

    [TestNetFact]
    public async Task An_error_in_the_middle_keeps_what_there_is_and_says_why()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        foreach (var failure in new[] { ReplyFailure.ErrorChunk, ReplyFailure.Drop })
        {
            await model.ReplyAsync(
                new Reply
                {
                    Text = "one two three four five six",
                    Pieces = 6,
                    Failure = failure,
                    FailAfterChunks = 4,
                    // A cut connection takes with it what the other side has not read yet.
                    ChunkDelayMilliseconds = 100,
                }
            );
            var turn = await owner.SendAndWaitAsync($"go on {failure}");
            Assert.Equal("model_error", turn.EndReason());
            Assert.Equal("Failed", turn.Text("state"));
            Assert.Contains("one", turn.Response(), StringComparison.Ordinal);
        }

        await model.SayAsync("back again");
        Assert.Equal("back again", (await owner.SendAndWaitAsync("still there?")).Response());
    }

    [TestNetFact]
    public async Task A_429_ends_the_turn_with_its_reason()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(new Reply { Status = 429, RetryAfterSeconds = 7 });

        var turn = await owner.SendAndWaitAsync("hello");

        Assert.Equal("model_rate_limited", turn.EndReason());
        Assert.Contains("7", turn.Response(), StringComparison.Ordinal);
        // Retries are effects of their own and live above the Gate: nothing below it tries again.
        Assert.Single(await model.RequestsAsync());
    }

    [TestNetFact]
    [Trait("Row", "A-078")]
    public async Task A_connection_that_hangs_ends_in_time()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await StartAsync(model, ("LLM_REQUEST_TIMEOUT_SECS", "2"));
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(
            new Reply { Failure = ReplyFailure.HangBeforeHeaders },
            new Reply { Text = "begun and then nothing", Failure = ReplyFailure.Hang }
        );

        Assert.Equal("model_timeout", (await owner.SendAndWaitAsync("first")).EndReason());
        Assert.Equal("model_timeout", (await owner.SendAndWaitAsync("second")).EndReason());
    }

    [TestNetFact]
    public async Task The_key_goes_to_the_configured_server_and_nowhere_else()
    {
        await using var other = (await PocketInternet.Shared.HttpsAsync("other.example.com")).Serve("*", "thanks", "text/plain");
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await StartAsync(model);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.CallAsync("http", """{"method":"GET","url":"https://other.example.com/"}""");
        await model.SayAsync("done");
        await owner.SendAndWaitAsync("call it");
        var card = await owner.WaitForApprovalAsync();
        await owner.ApproveAsync(card.Text("request_id"));
        await owner.WaitForContinuationAsync(card.Text("thread_id"), card.Text("request_id"));

        var key = new CanarySearch(Key);
        Assert.Single(other.Requests);
        Assert.Empty(key.Find(other.AllReceivedBytes()));
        await gatehouse.StopAsync();
        foreach (var file in Directory.EnumerateFiles(gatehouse.Home, "*", SearchOption.AllDirectories))
        {
            Assert.Empty(key.Find(await File.ReadAllBytesAsync(file)));
        }
    }

    private static Task<GatehouseProcess> StartAsync(OpenAiServerProcess model, params (string Name, string Value)[] more) =>
        Connected.StartAsync(model, more: [("LLM_API_KEY", Key), .. more]);
}
