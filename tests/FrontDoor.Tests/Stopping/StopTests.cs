using System.Diagnostics;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Stopping;

/// <summary>Stop means stop: at the effect, for a thread or for everything, and still after a restart.</summary>
public sealed class StopTests
{
    [TestNetFact]
    [Trait("Invariant", "G12")]
    public async Task A_global_stop_ends_a_hung_model_within_a_second_and_holds_across_kill_9()
    {
        await using var model = await OpenAiServerProcess.StartAsync();
        await using var gatehouse = await Connected.StartAsync(model);
        var owner = await GatewayClient.ConnectAsync(gatehouse);
        await model.ReplyAsync(
            new Reply
            {
                Text = "begun and then nothing",
                Pieces = 4,
                Failure = ReplyFailure.Hang,
                FailAfterChunks = 2,
            }
        );
        var sent = await owner.SendAsync("hang");
        await Deadline.UntilAsync(async () => (await model.RequestsAsync()).Count, count => count == 1, "the model is asked");

        var clock = Stopwatch.StartNew();
        var stopped = await owner.StopAsync();
        var turn = await owner.WaitForQuietAsync(sent.ThreadId);
        // Generous on a busy machine; the promise is a second.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed}");
        Assert.Equal("stopped", turn.EndReason());
        Assert.Equal(1, stopped.GetProperty("receipt").GetProperty("cancelled").GetInt32());
        Assert.Single(stopped.GetProperty("receipt").GetProperty("on_the_wire").EnumerateArray());

        await gatehouse.Kill9Async();
        await gatehouse.RestartAsync();
        owner.Dispose();
        owner = await GatewayClient.ConnectAsync(gatehouse);
        var held = await owner.SendAndWaitAsync("are you there?", sent.ThreadId);
        Assert.Equal("stopped", held.EndReason());
        Assert.Single(await model.RequestsAsync());

        await owner.ResumeAsync();
        await model.SayAsync("here again");
        Assert.Equal("here again", (await owner.SendAndWaitAsync("and now?", sent.ThreadId)).Response());
        Assert.Contains("stopped", (await owner.LedgerAsync()).Kinds());
        Assert.Contains("resumed", (await owner.LedgerAsync()).Kinds());
        owner.Dispose();
    }

    [TestNetFact]
    public async Task A_stopped_thread_leaves_the_others_alone_and_its_approvals_do_not_run()
    {
        await using var origin = (await PocketInternet.Shared.HttpsAsync("halted.example.com")).Serve("*", "no");
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        await owner.SendAndWaitAsync("http GET https://halted.example.com/");
        var card = await owner.WaitForApprovalAsync();
        var thread = card.Text("thread_id");

        await owner.StopAsync(thread);
        await owner.ApproveAsync(card.Text("request_id"));
        await Deadline.UntilAsync(
            async () => (await owner.LedgerAsync()).Kinds(),
            kinds => kinds[0] == "denied" || kinds.Contains("denied"),
            "the second look refuses"
        );
        Assert.Equal(0, origin.Connections);

        var other = await owner.NewThreadAsync();
        Assert.Equal("answered", (await owner.SendAndWaitAsync("echo free", other)).EndReason());
        Assert.Equal("stopped", (await owner.SendAndWaitAsync("echo held", thread)).EndReason());
    }

    [TestNetFact]
    public async Task The_command_line_stops_and_resumes()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Equal(0, (await gatehouse.RunCliAsync("stop", "--reason", "lunch")).ExitCode);
        Assert.Equal("lunch", (await owner.GetAsync("/api/stop")).GetProperty("global").Text("reason"));
        Assert.Equal("stopped", (await owner.SendAndWaitAsync("echo held")).EndReason());
        Assert.Equal(0, (await gatehouse.RunCliAsync("resume")).ExitCode);
        Assert.Equal("answered", (await owner.SendAndWaitAsync("echo free")).EndReason());
    }
}
