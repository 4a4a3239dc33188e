using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Agent.Tools;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.App.Tests.Agent;

public sealed class PromptTests
{
    private static readonly TurnId One = new("1");
    private static readonly TurnId Two = new("2");

    [Fact]
    public void A_prompt_survives_its_bytes()
    {
        var prompt = PromptBuilder.Build(
            "sys",
            UntrustedFence.Create(),
            [Said(One, MessageRole.Owner, "päivää \ud83d\udc4b")],
            ToolCatalog.BuiltIn.Offered
        );

        var read = PromptCodec.Decode(PromptCodec.Encode(prompt));

        Assert.Equal(PromptCodec.Encode(prompt), PromptCodec.Encode(read));
        Assert.Equal("päivää \ud83d\udc4b", read.Messages[1].Text);
    }

    [Fact]
    public void Pages_count_until_the_owner_speaks_again()
    {
        ThreadMessage Called(TurnId turn, string tool, EffectId? effect) =>
            Said(turn, MessageRole.Tool, "x") with
            {
                Call = new("a", tool, CallOutcome.Done, effect, null, TimeSpan.Zero),
            };
        var effect = EffectId.Create(TimeProvider.System);
        ThreadMessage Asked(CallOutcome outcome) =>
            Said(Two, MessageRole.Tool, "x") with
            {
                Call = new("a", "web_fetch", outcome, effect, 7, TimeSpan.Zero),
            };
        List<ThreadMessage> messages =
        [
            Said(One, MessageRole.Owner, "read"),
            Called(One, "web_fetch", effect),
            Called(One, "extract", effect),
            Called(One, "time", effect),
            Called(One, "web_fetch", null),
            Said(One, MessageRole.Assistant, "waiting"),
            Called(Two, "web_fetch", effect) with
            {
                Role = MessageRole.Result,
            },
        ];

        Assert.Equal(3, PromptHistory.PagesRead(messages));
        Assert.Equal(1, PromptHistory.PagesRead([.. messages, Asked(CallOutcome.Done), Called(Two, "web_fetch", effect)]));
        Assert.Equal(5, PromptHistory.PagesRead([.. messages, Asked(CallOutcome.Denied), Called(Two, "web_fetch", effect)]));
        Assert.Equal(0, PromptHistory.PagesRead([.. messages, Said(Two, MessageRole.Owner, "go on")]));
    }

    [Fact]
    public void Results_stand_behind_their_calls_and_a_missing_one_is_said()
    {
        var asked = Said(One, MessageRole.Assistant, "") with { Calls = [new("a", "echo", "{}"), new("b", "echo", "{}")] };
        var late = Said(One, MessageRole.Owner, "in between");
        var result = Said(One, MessageRole.Tool, "came") with { Call = new("b", "echo", CallOutcome.Done, null, null, TimeSpan.Zero) };

        var prompt = PromptBuilder.Build("sys", UntrustedFence.Create(), [asked, late, result], []);

        Assert.Equal(["", "a", "b", ""], prompt.Messages.Skip(1).Select(message => message.CallId));
        Assert.Contains("no result", prompt.Messages[2].Text, StringComparison.Ordinal);
        Assert.Equal("came", prompt.Messages[3].Text);
    }

    [Fact]
    public void The_window_drops_whole_old_turns_and_never_the_running_one()
    {
        var big = new string('x', PromptHistory.MaxMessageLength);
        var old = Enumerable.Range(0, 7).Select(_ => Said(One, MessageRole.Owner, big));
        var now = Enumerable.Range(0, 8).Select(_ => Said(Two, MessageRole.Owner, big));

        var window = PromptHistory.Window([.. old, .. now]);

        Assert.Equal(8, window.Count);
        Assert.All(window, message => Assert.Equal(Two, message.Turn));
    }

    [Fact]
    public void The_context_is_made_of_the_very_texts_that_are_shown()
    {
        var page = Said(One, MessageRole.Tool, new string('x', PromptHistory.MaxMessageLength) + "https://example.com/beyond") with
        {
            Label = Label.PublicPage,
        };

        var item = Assert.Single(PromptHistory.Items(PromptHistory.Window([page])));

        Assert.Equal(Label.PublicPage, item.Label);
        Assert.DoesNotContain("beyond", item.Text, StringComparison.Ordinal);
    }

    private static ThreadMessage Said(TurnId turn, MessageRole role, string text) =>
        new("id", turn, role, text, Label.OfOwner, "owner", [], null, DateTimeOffset.UnixEpoch);
}
