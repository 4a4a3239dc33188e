using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Labels;

namespace Gatehouse.App.Tests.Agent;

/// <summary>The owner takes untrusted texts out of a conversation: what is left is clean, and the model sees nothing else.</summary>
[Trait("Invariant", "G8")]
public sealed class TaintDropTests
{
    private const string Fetch = """{"url":"https://news.example/"}""";
    private const string Composed = """{"url":"https://weather.example/?city=Bonn"}""";
    private const string Post = """{"url":"https://api.example/x","method":"POST","body":"hi"}""";

    [Fact]
    public async Task What_was_taken_out_is_neither_shown_nor_does_it_taint_also_after_a_restart()
    {
        var model = new ScriptedModel()
            .Calls(("web_fetch", Fetch))
            .Says("It says: BAD WORDS")
            .Calls(("web_fetch", Composed))
            .Says("Sunny.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://news.example/", "<p>BAD WORDS</p>");
        home.Web.Page("https://weather.example/?city=Bonn", "<p>sunny</p>");
        var first = await home.SayAsync("fetch the news");
        var thread = first.Turn.Thread;
        var taint = await home.Threads.TaintAsync(thread, CancellationToken.None);
        Assert.Equal(("web_fetch https://news.example/", 2), (Assert.Single(taint.Sources).Source, taint.Texts));

        Assert.Equal(new DropResult.Done(2), await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, thread, CancellationToken.None));
        await home.RestartAsync();
        var second = await home.SayAsync("and the weather?", thread);

        Assert.Equal(EndReason.Answered, second.Turn.End!.Reason);
        Assert.Equal(CallOutcome.Done, Assert.Single(second.Calls).Result!.Call!.Outcome);
        Assert.DoesNotContain(second.Turn.End.Taint, one => one.Source.Contains("news", StringComparison.Ordinal));
        foreach (var prompt in model.Prompts.Skip(2))
        {
            Assert.DoesNotContain("BAD WORDS", Text(prompt), StringComparison.Ordinal);
            Assert.Contains("The owner took this text out", Text(prompt), StringComparison.Ordinal);
        }

        // The transcript still has it all, marked.
        var kept = await home.TurnAsync(thread, 1);
        Assert.Equal("It says: BAD WORDS", kept.Response);
        Assert.True(kept.ResponseDropped);
        Assert.True(Assert.Single(kept.Calls).Result!.Dropped);
        Assert.Contains(home.Gate.Ledger.Newest(50, null, thread), entry => entry.What.Kind == EntryKind.Dropped);
    }

    [Fact]
    public async Task Its_twin_without_the_drop_is_asked()
    {
        var model = new ScriptedModel().Calls(("web_fetch", Fetch)).Says("Read.").Calls(("web_fetch", Composed));
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://news.example/", "<p>BAD WORDS</p>");
        var first = await home.SayAsync("fetch the news");
        var second = await home.SayAsync("and the weather?", first.Turn.Thread);
        Assert.Equal(EndReason.WaitingForApproval, second.Turn.End!.Reason);
    }

    [Fact]
    public async Task Calls_that_were_made_from_untrusted_text_go_with_their_results()
    {
        var model = new ScriptedModel()
            .Calls(("web_fetch", Fetch))
            .Calls(("echo", """{"message":"made of BAD WORDS"}"""))
            .Says("Echoed.")
            .Says("Fine.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://news.example/", "<p>BAD WORDS</p>");
        var first = await home.SayAsync("fetch and echo");

        await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, first.Turn.Thread, CancellationToken.None);
        var second = await home.SayAsync("how are you?", first.Turn.Thread);

        Assert.False(second.Turn.End!.Label.IsUntrusted);
        Assert.DoesNotContain("BAD WORDS", Text(model.Prompts.Last()), StringComparison.Ordinal);
        Assert.DoesNotContain(model.Prompts.Last().Messages, message => message.Calls.Any(call => call.Name == "echo"));
    }

    [Fact]
    public async Task A_result_that_comes_after_the_drop_is_shown_and_taints_again()
    {
        var model = new ScriptedModel().Calls(("web_fetch", Fetch)).Calls(("http", Post)).Says("It answered.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://news.example/", "<p>BAD WORDS</p>");
        home.Web.Page("https://api.example/x", "pong", "text/plain");
        var first = await home.SayAsync("fetch, then post");
        var thread = first.Turn.Thread;
        Assert.Equal(EndReason.WaitingForApproval, first.Turn.End!.Reason);
        await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, thread, CancellationToken.None);

        await home.Gate.Approvals.ApproveAsync(1, false, CancellationToken.None);

        var continued = await home.TurnAsync(thread, 2);
        Assert.Equal("It answered.", continued.Response);
        Assert.Contains("pong", Text(model.Prompts.Last()), StringComparison.Ordinal);
        Assert.DoesNotContain("BAD WORDS", Text(model.Prompts.Last()), StringComparison.Ordinal);
        Assert.Equal(Integrity.Untrusted, continued.Turn.End!.Label.Integrity);
        Assert.Equal(
            "http https://api.example/x",
            Assert.Single((await home.Threads.TaintAsync(thread, CancellationToken.None)).Sources).Source
        );
    }

    [Fact]
    public async Task Nothing_is_taken_out_while_a_turn_runs_and_nothing_is_recorded()
    {
        var hold = new TaskCompletionSource();
        var model = new ScriptedModel().Calls(("web_fetch", Fetch)).Says("Read.").Then("thinking", hold.Task.WaitAsync);
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://news.example/", "<p>BAD WORDS</p>");
        var first = await home.SayAsync("fetch the news");
        var thread = first.Turn.Thread;
        await home.Conversations.SendAsync("go on", [], thread, "UTC", CancellationToken.None);

        Assert.Equal(new DropResult.Busy(), await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, thread, CancellationToken.None));
        Assert.Null(await home.Threads.DropUntrustedAsync(thread, CancellationToken.None));

        Assert.Equal(2, (await home.Threads.TaintAsync(thread, CancellationToken.None)).Texts);
        Assert.DoesNotContain(home.Gate.Ledger.Newest(50, null, thread), entry => entry.What.Kind == EntryKind.Dropped);
        hold.SetResult();
        await home.TurnAsync(thread, 2);
    }

    [Fact]
    public async Task Only_this_thread_is_meant()
    {
        var model = new ScriptedModel().Calls(("web_fetch", Fetch)).Says("Read.").Calls(("web_fetch", Fetch)).Says("Read too.");
        await using var home = await AgentHome.StartAsync(model);
        home.Web.Page("https://news.example/", "<p>BAD WORDS</p>");
        var (one, other) = (await home.SayAsync("fetch the news"), await home.SayAsync("fetch the news"));

        await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, one.Turn.Thread, CancellationToken.None);

        Assert.Equal(ThreadTaint.None.Texts, (await home.Threads.TaintAsync(one.Turn.Thread, CancellationToken.None)).Texts);
        Assert.Equal(2, (await home.Threads.TaintAsync(other.Turn.Thread, CancellationToken.None)).Texts);
        Assert.Equal(
            new DropResult.Done(0),
            await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, one.Turn.Thread, CancellationToken.None)
        );
        Assert.Equal(
            new DropResult.UnknownThread(),
            await TaintDrop.RunAsync(home.Threads, home.Gate.Ledger, new("f".PadLeft(32, 'f')), CancellationToken.None)
        );
    }

    private static string Text(ModelPrompt prompt) =>
        string.Join('\n', prompt.Messages.Select(message => message.Text + string.Join(' ', message.Calls.Select(call => call.Arguments))));
}
