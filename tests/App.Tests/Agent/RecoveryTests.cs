using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;

namespace Gatehouse.App.Tests.Agent;

/// <summary>Each test leaves the disk as a crash at one point would have left it, then starts the agent over it.</summary>
public sealed class RecoveryTests
{
    private const string Write = """{"content":"kept"}""";

    private static readonly ThreadId Thread = new(new string('a', 32));

    [Fact]
    public async Task A_queued_turn_runs()
    {
        await using var home = AgentHome.Cold(new ScriptedModel().Says("Here I am."));
        await QueueAsync(home);

        await home.RunAsync();

        Assert.Equal("Here I am.", (await home.TurnAsync(Thread, 1)).Response);
    }

    [Fact]
    public async Task A_turn_that_left_nothing_runs_again_from_the_start()
    {
        await using var home = AgentHome.Cold(new ScriptedModel().Says("Here I am."));
        await QueueAsync(home);
        await home.Threads.BeginTurnAsync(Thread, DateTimeOffset.UnixEpoch.AddDays(20_000), CancellationToken.None);

        await home.RunAsync();

        var turn = await home.TurnAsync(Thread, 1);
        Assert.Equal((TurnState.Completed, "Here I am."), (turn.Turn.State, turn.Response));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddDays(20_000), turn.Turn.Started);
    }

    [Fact]
    public async Task A_call_that_was_not_begun_is_said_to_be_so()
    {
        await using var home = AgentHome.Cold(new ScriptedModel());
        await AskedAsync(home, ("memory_write", Write));

        await home.RunAsync();

        var turn = await home.TurnAsync(Thread, 1);
        Assert.Equal((TurnState.Interrupted, EndReason.Interrupted), (turn.Turn.State, turn.Turn.End!.Reason));
        Assert.Contains("The server stopped during this turn.", turn.Response, StringComparison.Ordinal);
        Assert.Contains("memory_write: was not begun", turn.Response, StringComparison.Ordinal);
        Assert.Equal(CallOutcome.Interrupted, Assert.Single(turn.Calls).Result!.Call!.Outcome);
    }

    [Fact]
    public async Task A_call_that_was_done_is_said_to_be_so_and_not_done_again()
    {
        await using var home = AgentHome.Cold(new ScriptedModel());
        var turn = await AskedAsync(home, ("memory_write", Write), ("memory_write", Write));
        await home.Gate.StartAsync("test", CancellationToken.None);
        await RunAsync(home, turn, new WriteMemory(DailyPath(turn), "kept", true), "memory_write");

        await home.Agent.StartAsync(home.Gate, CancellationToken.None);

        var closed = await home.TurnAsync(Thread, 1);
        Assert.Equal([CallOutcome.Done, CallOutcome.Interrupted], closed.Calls.Select(call => call.Result!.Call!.Outcome));
        Assert.Contains("memory_write: done; memory_write: was not begun", closed.Response, StringComparison.Ordinal);
        Assert.Equal("kept", (await home.Memory.ReadAsync(DailyPath(turn), CancellationToken.None))!.Content);
    }

    [Fact]
    public async Task A_failed_call_is_not_called_done()
    {
        await using var home = AgentHome.Cold(new ScriptedModel());
        var turn = await AskedAsync(home, ("memory_read", """{"path":"none.md"}"""));
        await home.Gate.StartAsync("test", CancellationToken.None);
        await RunAsync(home, turn, new ReadMemory("none.md", "", 1), "memory_read");

        await home.Agent.StartAsync(home.Gate, CancellationToken.None);

        Assert.Equal(CallOutcome.Failed, Assert.Single((await home.TurnAsync(Thread, 1)).Calls).Result!.Call!.Outcome);
    }

    [Fact]
    public async Task A_question_whose_placeholder_was_lost_still_waits_and_still_continues()
    {
        var model = new ScriptedModel().Says("Understood.");
        await using var home = AgentHome.Cold(model);
        var turn = await AskedAsync(home, ("http", """{"url":"https://api.example/x","method":"POST"}"""));
        await home.Gate.StartAsync("test", CancellationToken.None);
        await RunAsync(home, turn, Post("https://api.example/x"), "http");
        await home.Agent.StartAsync(home.Gate, CancellationToken.None);
        var closed = await home.TurnAsync(Thread, 1);

        await home.Gate.Approvals.RefuseAsync(1, null, CancellationToken.None);

        Assert.Equal("waiting for approval A1", Assert.Single(closed.Calls).Result!.Text);
        Assert.Equal("Understood.", (await home.TurnAsync(Thread, 2)).Response);
        Assert.Equal(CallOutcome.Denied, Assert.Single((await home.TurnAsync(Thread, 1)).Calls).Result!.Call!.Outcome);
    }

    [Fact]
    public async Task A_result_that_came_before_its_placeholder_takes_its_place()
    {
        await using var home = AgentHome.Cold(new ScriptedModel());
        var turn = await AskedAsync(home, ("http", "{}"));
        var effect = EffectId.Create(TimeProvider.System);
        var settled = new Settlement(
            7,
            Thread,
            turn.Id,
            effect,
            "http",
            "call",
            CallOutcome.Done,
            "pong",
            "A7: pong",
            Label.Unknown,
            "http x"
        );

        Assert.True(await home.Threads.SaveSettledAsync(settled, new TurnId("next"), DateTimeOffset.UnixEpoch, CancellationToken.None));
        Assert.False(await home.Threads.SaveSettledAsync(settled, new TurnId("again"), DateTimeOffset.UnixEpoch, CancellationToken.None));
        var placeholder = Message(turn, MessageRole.Tool, "waiting for approval A7") with
        {
            Call = new CallEnd("call0", "http", CallOutcome.Waiting, effect, 7, TimeSpan.Zero),
        };
        var stored = await home.Threads.AppendAsync(Thread, placeholder, CancellationToken.None);

        Assert.Equal(("pong", Label.Unknown, CallOutcome.Done), (stored.Text, stored.Label, stored.Call!.Outcome));
        Assert.Equal(2, (await home.Threads.FindThreadAsync(Thread, CancellationToken.None))!.Turns);
    }

    [Fact]
    public async Task A_shutdown_in_the_middle_keeps_what_was_said()
    {
        var reached = new TaskCompletionSource();
        var model = new ScriptedModel()
            .Calls(("memory_write", Write))
            .Then(
                "I have kept it and",
                async ct =>
                {
                    reached.SetResult();
                    await Task.Delay(Timeout.Infinite, ct);
                }
            );
        await using var home = await AgentHome.StartAsync(model);
        var accepted = Assert.IsType<SendResult.Accepted>(
            await home.Conversations.SendAsync("keep it", [], null, "UTC", CancellationToken.None)
        );
        await reached.Task;
        await home.StreamedAsync("I have kept it and");

        await home.RestartAsync();

        var turn = await home.EndedAsync(accepted.Turn);
        Assert.Equal(EndReason.Interrupted, turn.Turn.End!.Reason);
        Assert.StartsWith("I have kept it and", turn.Response, StringComparison.Ordinal);
        Assert.Contains("memory_write: done", turn.Response, StringComparison.Ordinal);
        Assert.Equal(2, model.Prompts.Count);
    }

    private static string DailyPath(Turn turn) => $"daily/{turn.Started:yyyy-MM-dd}.md";

    private static HttpRequest Post(string url) =>
        RequestTarget.TryParse(url, out var target, out _)
            ? HttpRequest.TryCreate(WebMethod.Post, target, [], ReadOnlyMemory<byte>.Empty, out _)!
            : throw new InvalidOperationException();

    private static async Task RunAsync(AgentHome home, Turn turn, Effect effect, string tool)
    {
        var context = home.Gate.Gate.OpenContext(Thread, turn.Id, Caller.Assistant, true, []);
        await home.Gate.Gate.RunAsync(effect, context, new Invocation(tool, "call0"), CancellationToken.None);
        await home.Gate.Ledger.FlushAsync();
    }

    private static async Task QueueAsync(AgentHome home)
    {
        var turn = new Turn(
            Turn.NewId(TimeProvider.System),
            Thread,
            0,
            null,
            "UTC",
            TurnState.Queued,
            TimeProvider.System.GetUtcNow(),
            null,
            null
        );
        await home.Threads.QueueTurnAsync(Thread, turn, [Message(turn, MessageRole.Owner, "hello")], 20, CancellationToken.None);
    }

    private static async Task<Turn> AskedAsync(AgentHome home, params (string Name, string Arguments)[] calls)
    {
        await QueueAsync(home);
        var turn = (await home.Threads.BeginTurnAsync(Thread, TimeProvider.System.GetUtcNow(), CancellationToken.None))!;
        var asked = Message(turn, MessageRole.Assistant, "") with
        {
            Calls = [.. calls.Select((call, index) => new ToolCall($"call{index}", call.Name, call.Arguments))],
        };
        await home.Threads.AppendAsync(Thread, asked, CancellationToken.None);
        return turn;
    }

    private static ThreadMessage Message(Turn turn, MessageRole role, string text) =>
        new(
            ThreadMessage.NewId(TimeProvider.System),
            turn.Id,
            role,
            text,
            role == MessageRole.Owner ? Label.OfOwner : Label.OfAssistant,
            role == MessageRole.Owner ? "owner" : "assistant",
            [],
            null,
            TimeProvider.System.GetUtcNow()
        );
}
