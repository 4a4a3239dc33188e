using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Labels;

namespace Gatehouse.App.Tests.Agent;

public sealed class ContinuationTests
{
    private const string Post = """{"url":"https://api.example/x","method":"POST","body":"hi"}""";

    [Fact]
    public async Task Waiting_ends_the_turn_after_the_other_calls_and_leaves_the_thread_usable()
    {
        var model = new ScriptedModel().Calls(("http", Post), ("echo", """{"message":"meanwhile"}""")).Says("Of course.");
        await using var home = await AgentHome.StartAsync(model);

        var turn = await home.SayAsync("post it");
        var next = await home.SayAsync("are you there?", turn.Turn.Thread);

        Assert.Equal((TurnState.Completed, EndReason.WaitingForApproval), (turn.Turn.State, turn.Turn.End!.Reason));
        Assert.Equal(["waiting for approval A1", "meanwhile"], turn.Calls.Select(call => call.Result!.Text));
        Assert.Contains("A1 (http)", turn.Response, StringComparison.Ordinal);
        Assert.Equal("Of course.", next.Response);
        Assert.Empty(home.Web.Requests);
    }

    [Fact]
    public async Task The_result_takes_the_placeholders_place_when_nothing_was_said_since()
    {
        var model = new ScriptedModel().Calls(("http", Post)).Says("It answered 200.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://api.example/x", "pong", "text/plain");
        var turn = await home.SayAsync("post it");

        Assert.Equal(ApprovalAnswer.Accepted, await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None));

        var continued = await home.TurnAsync(turn.Turn.Thread, 2);
        Assert.Equal((1, "", "It answered 200."), (continued.Turn.Continues, continued.UserInput, continued.Response));
        var call = Assert.Single((await home.TurnAsync(turn.Turn.Thread, 1)).Calls).Result!;
        Assert.Equal((CallOutcome.Done, 1), (call.Call!.Outcome, call.Call.Approval));
        Assert.Contains("pong", call.Text, StringComparison.Ordinal);
        Assert.True(call.Label.IsUntrusted);
        Assert.Equal("http https://api.example/x", call.Source);
        Assert.Equal(
            [PromptRole.System, PromptRole.Owner, PromptRole.Assistant, PromptRole.Tool],
            model.Prompts.Last().Messages.Select(m => m.Role)
        );
        Assert.Equal(("POST", "hi"), Assert.Single(home.Web.Requests.Select(request => (request.Method, request.Body))));
    }

    [Fact]
    public async Task The_result_comes_as_a_message_of_its_own_when_something_was_said()
    {
        var model = new ScriptedModel().Calls(("http", Post)).Says("Yes?").Says("The result is there.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://api.example/x", "pong", "text/plain");
        var turn = await home.SayAsync("post it");
        await home.SayAsync("by the way", turn.Turn.Thread);

        await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None);

        var continued = await home.TurnAsync(turn.Turn.Thread, 3);
        var late = Assert.Single(continued.Messages, message => message.Role == MessageRole.Result);
        Assert.Contains("A1", late.Text, StringComparison.Ordinal);
        Assert.Contains("pong", late.Text, StringComparison.Ordinal);
        Assert.True(late.Label.IsUntrusted);
        Assert.Equal("The result is there.", continued.Response);
        Assert.Contains("A1", model.Prompts.Last().Messages[^1].Text, StringComparison.Ordinal);
        Assert.Equal(CallOutcome.Done, Assert.Single((await home.TurnAsync(turn.Turn.Thread, 1)).Calls).Result!.Call!.Outcome);
    }

    [Fact]
    public async Task A_refusal_is_told_too()
    {
        var model = new ScriptedModel().Calls(("http", Post)).Says("Understood.");
        await using var home = await AgentHome.StartAsync(model);
        var turn = await home.SayAsync("post it");

        await home.Gate.Approvals.RefuseAsync(1, "not today", CancellationToken.None);

        Assert.Equal("Understood.", (await home.TurnAsync(turn.Turn.Thread, 2)).Response);
        var call = Assert.Single((await home.TurnAsync(turn.Turn.Thread, 1)).Calls).Result!;
        Assert.Equal(CallOutcome.Denied, call.Call!.Outcome);
        Assert.Contains("not today", call.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_questions_of_one_turn_both_get_their_results()
    {
        var model = new ScriptedModel().Calls(("http", Post), ("http", Post.Replace("/x", "/y", StringComparison.Ordinal)));
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://api.example/x", "pong x", "text/plain");
        home.Web.Page("https://api.example/y", "pong y", "text/plain");
        var turn = await home.SayAsync("post both");

        await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None);
        await home.Gate.Approvals.ApproveAsync(2, false, CancellationToken.None);

        await AgentHome.UntilAsync(async () =>
        {
            var history = await home.Threads.HistoryAsync(turn.Turn.Thread, 10, null, CancellationToken.None);
            var texts = string.Join('\n', history.Turns.SelectMany(one => one.Messages).Select(message => message.Text));
            return texts.Contains("pong x", StringComparison.Ordinal) && texts.Contains("pong y", StringComparison.Ordinal) ? texts : null;
        });
    }

    [Fact]
    public async Task Settling_twice_changes_nothing()
    {
        var model = new ScriptedModel().Calls(("http", Post)).Says("Once.").Says("Twice!");
        await using var home = await AgentHome.StartAsync(model);
        var turn = await home.SayAsync("post it");
        var approval = Assert.Single(home.Gate.Approvals.Pending);
        await home.Gate.Approvals.RefuseAsync(1, null, CancellationToken.None);
        await home.TurnAsync(turn.Turn.Thread, 2);

        var again = new SettledEffect(approval, SettledAs.Done, "another text", Label.OfAssistant);
        await home.Agent.Settled.SettledAsync(again, CancellationToken.None);

        Assert.Equal(2, (await home.Threads.FindThreadAsync(turn.Turn.Thread, CancellationToken.None))!.Turns);
        Assert.Equal(CallOutcome.Denied, Assert.Single((await home.TurnAsync(turn.Turn.Thread, 1)).Calls).Result!.Call!.Outcome);
    }

    [Fact]
    public async Task A_question_outlives_a_restart()
    {
        var model = new ScriptedModel().Calls(("http", Post)).Says("After the restart.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://api.example/x", "pong", "text/plain");
        var turn = await home.SayAsync("post it");
        await home.RestartAsync();

        await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None);

        Assert.Equal("After the restart.", (await home.TurnAsync(turn.Turn.Thread, 2)).Response);
    }
}
