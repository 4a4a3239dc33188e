using Gatehouse.OpenAiServer;

namespace Gatehouse.FrontDoor.Tests.Crash.Areas;

/// <summary>Messages and streamed answers.</summary>
internal sealed class ChatArea(Ground ground) : Area(ground)
{
    private const string Text = "Every word of this answer comes on its own, and none may come twice or stay away.";

    private string _thread = "";

    public override string Name => "chat";

    protected override IReadOnlyList<Moment> Own =>
        [
            new("at the first streamed word", () => StreamAsync(1)),
            new("in the middle of a streamed answer", () => StreamAsync(3)),
            new("when the end of the turn was told", EndedAsync),
            new("with a message that waits behind an answer", WaitingAsync),
        ];

    protected override async Task PrepareAsync()
    {
        await Ground.BeginRoundAsync(
            new Reply
            {
                Text = Text,
                Pieces = 6,
                ChunkDelayMilliseconds = 12,
                Repeat = true,
            }
        );
        _thread = await Ground.Owner.NewThreadAsync();
    }

    protected override IReadOnlyList<Func<Task>> Kinds() =>
        [
            () => SayAsync(Mark('a'), _thread),
            () => SayAsync(Mark('b'), _thread),
            () => SayAsync(Mark('c'), null, "a text that was pasted"),
            ExportHeadAsync,
        ];

    protected override async IAsyncEnumerable<Violation> SettleAsync()
    {
        foreach (var thread in await Ground.TouchedAsync())
        {
            foreach (var turn in await Ground.TurnsAsync(thread) ?? [])
            {
                if (turn.EndReason() is not ("answered" or "interrupted") || (turn.EndReason() == "answered" && turn.Response() != Text))
                {
                    yield return new Violation(Breach.Silent, $"the turn ended otherwise: {turn}");
                }
            }

            var export = await Ground.Owner.GetAsync($"/api/chat/export?thread_id={thread}");
            foreach (var turn in export.GetProperty("turns").EnumerateArray())
            {
                var roles = turn.GetProperty("messages").EnumerateArray().CountBy(message => message.Text("role")).ToDictionary();
                if (roles.GetValueOrDefault("owner") != 1 || roles.GetValueOrDefault("assistant") > 1)
                {
                    yield return new Violation(Breach.Doubled, $"more or less than a message and an answer: {turn}");
                }
            }
        }
    }

    private async Task StreamAsync(int chunks)
    {
        _ = Fire(() => SayAsync(Mark('a'), _thread));
        await Ground.Events.WaitForAsync("stream_chunk", _thread, chunks);
    }

    private async Task EndedAsync()
    {
        await SayAsync(Mark('a'), _thread);
        await Ground.Events.WaitForAsync("turn_ended", _thread);
    }

    private async Task WaitingAsync()
    {
        await StreamAsync(1);
        await SayAsync(Mark('b'), _thread);
    }
}
