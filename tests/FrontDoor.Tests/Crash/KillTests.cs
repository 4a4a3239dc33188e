using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>Kill -9 at ten points of a turn that asks, is approved, posts and goes on. Nothing may be lost, doubled or silent.</summary>
public sealed class KillTests
{
    public static TheoryData<KillPoint> Points => [.. Enum.GetValues<KillPoint>()];

    [TestNetTheory]
    [MemberData(nameof(Points))]
    [Trait("Invariant", "G9")]
    public async Task Nothing_is_lost_doubled_or_silent(KillPoint point)
    {
        var name = $"kill-{point}.example.com".ToLowerInvariant();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var origin = await PocketInternet.Shared.HttpsAsync(name);
        origin.Handle(
            "*",
            async (http, _) =>
            {
                arrived.TrySetResult();
                if (point == KillPoint.RequestOnTheWire)
                {
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                }

                await http.Response.WriteAsync("posted");
            }
        );
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        await ScriptAsync(model, point, name);

        var thread = await RunUntilAsync(gatehouse, model, point, arrived.Task);
        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await CheckAsync(owner, model, origin, thread, point);
    }

    private static Task ScriptAsync(OpenAiServerProcess model, KillPoint point, string name)
    {
        var call = new Reply
        {
            Text = "I will post it now, one moment.",
            Pieces = 6,
            ChunkDelayMilliseconds = point == KillPoint.ModelStreaming ? 300 : 0,
            Failure = point == KillPoint.ModelAsked ? ReplyFailure.HangBeforeHeaders : ReplyFailure.None,
            ToolCalls =
            [
                new ReplyToolCall(
                    "call_1",
                    "http",
                    JsonSerializer.Serialize(
                        new
                        {
                            method = "POST",
                            url = $"https://{name}/",
                            body = "once",
                        }
                    )
                ),
            ],
        };
        var hangs = new Reply { Text = "All d", Failure = ReplyFailure.Hang };
        var goOn = new Reply { Text = "All done.", Repeat = true };
        return point == KillPoint.ContinuationStarted ? model.ReplyAsync(call, hangs, goOn) : model.ReplyAsync(call, goOn);
    }

    /// <summary>Drives the turn to the point. Returns the thread.</summary>
    private static async Task<string> RunUntilAsync(GatehouseProcess gatehouse, OpenAiServerProcess model, KillPoint point, Task arrived)
    {
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var watching = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var events = new EventLog(owner, watching.Token);
        await events.Connected;
        var sent = await owner.SendAsync("please post it");
        if (point == KillPoint.AfterAccepted)
        {
            return sent.ThreadId;
        }

        if (point == KillPoint.ModelAsked)
        {
            await Deadline.UntilAsync(async () => (await model.RequestsAsync()).Count, count => count > 0, "the model is asked");
            return sent.ThreadId;
        }

        var early = point switch
        {
            KillPoint.TurnStarted => "turn_started",
            KillPoint.ModelStreaming => "stream_chunk",
            _ => "approval_needed",
        };
        await events.WaitForAsync(early);
        if (point is KillPoint.TurnStarted or KillPoint.ModelStreaming or KillPoint.ApprovalNeeded)
        {
            return sent.ThreadId;
        }

        var card = await owner.WaitForApprovalAsync(sent.ThreadId);
        await owner.ApproveAsync(card.Text("request_id"));
        if (point is KillPoint.RequestOnTheWire or KillPoint.RequestAnswered)
        {
            await arrived.WaitAsync(TimeSpan.FromSeconds(20));
        }
        else if (point is KillPoint.ApprovalSettled)
        {
            await events.WaitForAsync("approval_settled");
        }
        else if (point is KillPoint.ContinuationStarted)
        {
            await Deadline.UntilAsync(async () => (await model.RequestsAsync()).Count, count => count > 1, "the model is asked again");
        }

        return sent.ThreadId;
    }

    private static async Task CheckAsync(GatewayClient owner, OpenAiServerProcess model, HttpOrigin origin, string thread, KillPoint point)
    {
        // Whatever waits for the owner still waits, and works.
        await owner.WaitForQuietAsync(thread, TimeSpan.FromSeconds(30));
        if (await owner.ApprovalsAsync() is [var card, ..])
        {
            Assert.True(
                point
                    is not (
                        KillPoint.RequestOnTheWire
                        or KillPoint.RequestAnswered
                        or KillPoint.ApprovalSettled
                        or KillPoint.ContinuationStarted
                    )
            );
            await owner.ApproveAsync(card.Text("request_id"));
            await owner.WaitForContinuationAsync(thread, card.Text("request_id"), TimeSpan.FromSeconds(30));
        }
        else if (point is KillPoint.RightAfterApproving)
        {
            // Approved before the kill: it runs after it, or it is told.
            await Deadline.UntilAsync(
                async () => (await owner.TurnsAsync(thread)).Count,
                count => count > 1,
                "the approved request ends",
                TimeSpan.FromSeconds(30)
            );
        }

        await owner.WaitForQuietAsync(thread, TimeSpan.FromSeconds(30));
        var turns = await owner.TurnsAsync(thread);
        Assert.Single(turns, turn => turn.Text("user_input") == "please post it");
        Assert.All(turns, turn => Assert.NotEqual("", turn.EndReason()));
        Assert.All(turns.SelectMany(turn => turn.Calls()), call => Assert.NotEqual("waiting", call.Text("outcome")));
        Assert.True(origin.Requests.Count <= 1, $"posted {origin.Requests.Count} times");

        var entries = await owner.LedgerAsync();
        foreach (var intent in entries.Where(entry => entry.Text("kind") == "intent"))
        {
            Assert.Single(entries, entry => entry.Text("effect_id") == intent.Text("effect_id") && IsEnd(entry.Text("kind")));
        }

        if (point == KillPoint.RequestOnTheWire)
        {
            Assert.Contains("unknown", entries.Kinds());
            Assert.Contains(turns.SelectMany(turn => turn.Calls()), call => call.Text("outcome") == "unknown");
        }

        Assert.True((await owner.VerifyAsync()).GetProperty("ok").GetBoolean());
        await model.SayAsync("unused");
        Assert.Equal("answered", (await owner.SendAndWaitAsync("are you well?", thread)).EndReason());
    }

    private static bool IsEnd(string kind) => kind is "outcome" or "interrupted" or "unknown";
}
