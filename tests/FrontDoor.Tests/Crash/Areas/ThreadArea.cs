using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash.Areas;

/// <summary>Whole conversations: made, named, deleted, answered again with the same and with other words.</summary>
internal sealed class ThreadArea(Ground ground) : Area(ground)
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("a long text that was pasted ", 2_000));

    private readonly Dictionary<char, (string Thread, string Turn, string Export)> _made = [];

    public override string Name => "threads";

    protected override IReadOnlyList<Moment> Own =>
        [
            new("right after a deletion was sent", () => RightAfterAsync(DeleteAsync)),
            new("right after an edit was sent", () => RightAfterAsync(() => ReplaceAsync('e', Mark('n')))),
            new("while the edited message is answered", EditedAsync),
            new("right after a waiting message was taken back", TakenBackAsync),
        ];

    protected override async Task PrepareAsync()
    {
        await Ground.BeginRoundAsync(
            new Reply
            {
                Text = "This is a short answer.",
                Pieces = 4,
                ChunkDelayMilliseconds = 8,
                Repeat = true,
            }
        );
        _made.Clear();
        await Task.WhenAll("rdegx".Select(MakeAsync));
    }

    protected override IReadOnlyList<Func<Task>> Kinds() =>
        [NewAsync, RenameAsync, DeleteAsync, () => ReplaceAsync('e', Mark('n')), () => ReplaceAsync('g', null), ExportHeadAsync];

    protected override async IAsyncEnumerable<Violation> SettleAsync()
    {
        // Nobody touched it: to the letter as it was exported before.
        var now = await ExportAsync(_made['x'].Thread);
        if (now != _made['x'].Export)
        {
            yield return new Violation(Breach.Lost, $"was {_made['x'].Export}, is {now}");
        }
    }

    private async Task MakeAsync(char of)
    {
        var sent = await Ground.Owner.SendAsync(Mark(of), null, of == 'd' ? [Long] : []);
        var turn = await Ground.Owner.WaitForQuietAsync(sent.ThreadId);
        var export = await ExportAsync(sent.ThreadId);
        lock (_made)
        {
            _made[of] = (sent.ThreadId, turn.Text("turn_id"), export!);
        }
    }

    /// <summary>What was said; null where there is no such thread.</summary>
    private async Task<string?> ExportAsync(string thread)
    {
        var answer = await Ground.AskAsync(HttpMethod.Get, $"/api/chat/export?thread_id={thread}");
        return answer.Fate == Fate.Acknowledged ? answer.Json.GetProperty("turns").GetRawText() : null;
    }

    private async Task NewAsync()
    {
        var made = await Ground.AskAsync(HttpMethod.Post, "/api/chat/thread/new", new { });
        if (made.Text("id") is { } id)
        {
            await ClaimAsync($"the thread {id}", async () => await Ground.TurnsAsync(id) is null ? 0 : 1, () => Task.FromResult(made));
        }
    }

    private Task<Answer> RenameAsync()
    {
        var (id, title, before) = (_made['r'].Thread, $"named {Mark('r')}", Mark('r'));
        return ClaimAsync(
            $"the title {title}",
            async () =>
                (await Ground.Owner.GetAsync($"/api/chat/export?thread_id={id}")).GetProperty("thread").Text("title") is var now
                && now == title
                    ? 1
                : now == before ? 0
                : Claim.Torn,
            () => Ground.AskAsync(HttpMethod.Post, "/api/chat/thread/rename", new { thread_id = id, title })
        );
    }

    private Task<Answer> DeleteAsync()
    {
        var (id, _, export) = _made['d'];
        return ClaimAsync(
            $"the deletion of {id}",
            async () =>
                await ExportAsync(id) is not { } left
                    ? await Ground.TurnsAsync(id) is null
                        ? 1
                        : Claim.Torn
                    : left == export
                        ? 0
                        : Claim.Torn,
            () => Ground.AskAsync(HttpMethod.Post, "/api/chat/thread/delete", new { thread_id = id })
        );
    }

    private Task<Answer> ReplaceAsync(char of, string? words)
    {
        var (thread, turn, _) = _made[of];
        var said = words ?? Mark(of);
        return ClaimAsync(
            $"{said} in the place of {Mark(of)}",
            async () =>
            {
                var turns = await Ground.TurnsAsync(thread) ?? [];
                var fresh = turns.Count(each => each.Text("user_input") == said && each.Text("turn_id") != turn);
                var marked = turns.Count(each => each.Text("turn_id") == turn && each.Text("replaced_by").Length > 0);
                return fresh > 1 || fresh == marked ? fresh : Claim.Torn;
            },
            () =>
                Ground.AskAsync(
                    HttpMethod.Post,
                    "/api/chat/turn/replace",
                    new
                    {
                        thread_id = thread,
                        turn_id = turn,
                        content = words,
                    }
                )
        );
    }

    private async Task RightAfterAsync(Func<Task> operation)
    {
        _ = Fire(operation);
        await Task.Delay(2);
    }

    private async Task EditedAsync()
    {
        await ReplaceAsync('e', Mark('n'));
        await Ground.Events.WaitForAsync("stream_chunk", _made['e'].Thread, 1);
    }

    private async Task TakenBackAsync()
    {
        var thread = _made['e'].Thread;
        await SayAsync(Mark('u'), thread);
        var waiting = await SayAsync(Mark('v'), thread);
        Forget($"the message {Mark('v')}");
        var words = Mark('v');
        _ = Fire(() =>
            ClaimAsync(
                $"the taking back of {words}",
                async () => (await Ground.TurnsAsync(thread) ?? []).Any(turn => turn.Text("user_input") == words) ? 0 : 1,
                () =>
                    Ground.AskAsync(
                        HttpMethod.Post,
                        "/api/chat/turn/take-back",
                        new { thread_id = thread, message_id = waiting.Text("message_id") }
                    )
            )
        );
        await Ground.Answered;
    }
}
