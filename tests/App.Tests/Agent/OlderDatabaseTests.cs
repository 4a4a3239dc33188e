using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.App.Tests.Agent;

/// <summary>A <c>gatehouse.db</c> of ten turns ago beside the ledger of now: nothing is done twice, and what is missing is told.</summary>
[Trait("Invariant", "G9")]
public sealed class OlderDatabaseTests
{
    private const string Post = """{"url":"https://api.example/x","method":"POST","body":"once"}""";

    [Fact]
    public async Task The_ledger_decides_what_was_done_asked_stopped_and_spent()
    {
        var model = new ScriptedModel().Calls(("http", Post));
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://api.example/x", "posted", "text/plain");
        var first = await home.SayAsync("please post");
        home.BackUp();

        model.Says("Posted.");
        Assert.Equal(ApprovalAnswer.Accepted, await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None));
        await home.TurnAsync(first.Turn.Thread, 2);
        for (var i = 0; i < 10; i++)
        {
            model.Calls(("memory_write", $$"""{"content":"line {{i}}"}""")).Says("Kept.");
            await home.SayAsync($"remember line {i}", first.Turn.Thread);
        }

        model.Calls(("http", Post));
        var lost = await home.SayAsync("and another");
        await home.Gate.Stop.StopAsync(new StopScope(lost.Turn.Thread), "enough", CancellationToken.None);
        var spent = home.Gate.Budget.Status().Today;
        var prompts = model.Prompts.Count;

        await home.RestoreAsync();

        var call = Assert.Single((await home.Threads.FindTurnAsync(first.Turn.Id, CancellationToken.None))!.Calls);
        Assert.Equal((CallOutcome.Done, true), (call.Result!.Call!.Outcome, call.Result.Text.Contains("posted", StringComparison.Ordinal)));
        Assert.Equal(1, (await home.Threads.FindThreadAsync(first.Turn.Thread, CancellationToken.None))!.Turns);
        Assert.Single(home.Web.Requests);
        Assert.Equal(prompts, model.Prompts.Count);
        Assert.Equal(spent.Select(line => line.Used), home.Gate.Budget.Status().Today.Select(line => line.Used));
        Assert.Equal(lost.Turn.Thread, Assert.Single(home.Gate.Stop.Marks).Scope.Thread);

        Assert.Empty(home.Gate.Approvals.Pending);
        Assert.Equal(SettledAs.Expired, home.Gate.Approvals.Find(2)!.Settled);
        await home.Gate.Ledger.FlushAsync();
        Assert.Contains(
            home.Gate.Ledger.Newest(20, null, null),
            entry => entry.What is { Kind: EntryKind.Expired, Approval: 2 } && entry.What.Line.Contains("is not in this database")
        );
        // The continuation's model call; ten turns of two model calls and a write; a model call and a question.
        Assert.Equal((1 + (10 * 3) + 2, 12), (home.Conversations.Gap.Effects, home.Conversations.Gap.Turns));
        Assert.True(home.Gate.VerifyAtStart().Ok);

        model.Says("Here I am.");
        Assert.Equal("Here I am.", (await home.SayAsync("are you there?", first.Turn.Thread)).Response);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_turn_that_the_ledger_has_done_is_closed_and_not_run_again(bool begun)
    {
        var model = new ScriptedModel().Calls(("memory_write", """{"content":"kept"}""")).Says("Kept.");
        await using var home = AgentHome.Cold(model);
        var turn = await QueueAsync(home, begun);
        home.BackUp();
        await home.RunAsync();
        await home.EndedAsync(turn.Id);
        var prompts = model.Prompts.Count;

        await home.RestoreAsync();

        var closed = await home.EndedAsync(turn.Id);
        Assert.Equal(EndReason.Interrupted, closed.Turn.End!.Reason);
        Assert.Contains(": outcome", closed.Response, StringComparison.Ordinal);
        Assert.Equal(prompts, model.Prompts.Count);
    }

    [Fact]
    public async Task A_database_of_now_lacks_nothing_also_when_its_owner_deleted_threads()
    {
        var model = new ScriptedModel().Calls(("memory_write", """{"content":"kept"}""")).Says("Kept.").Says("Hello.");
        await using var home = await AgentHome.StartAsync(model);
        var gone = await home.SayAsync("remember");
        await home.SayAsync("hello");
        Assert.Equal(1, await home.Threads.DeleteAsync(gone.Turn.Thread, CancellationToken.None));

        await home.RestartAsync();

        Assert.Equal(LedgerGap.None, home.Conversations.Gap);
    }

    private static async Task<Turn> QueueAsync(AgentHome home, bool begun)
    {
        var (thread, now) = (new ThreadId(new string('a', 32)), TimeProvider.System.GetUtcNow());
        var turn = new Turn(Turn.NewId(TimeProvider.System), thread, 0, null, "UTC", TurnState.Queued, now, null, null);
        var said = new ThreadMessage(
            ThreadMessage.NewId(TimeProvider.System),
            turn.Id,
            MessageRole.Owner,
            "remember",
            Label.OfOwner,
            "owner",
            [],
            null,
            now
        );
        await home.Threads.QueueTurnAsync(thread, turn, [said], 20, CancellationToken.None);
        if (begun)
        {
            await home.Threads.BeginTurnAsync(thread, now, CancellationToken.None);
        }

        return turn;
    }
}
