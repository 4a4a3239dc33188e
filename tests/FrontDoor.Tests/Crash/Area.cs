using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>A part of the product whose operations are under way while the server is killed.</summary>
internal abstract class Area(Ground ground)
{
    private readonly List<Claim> _claims = [];
    private readonly List<Claim> _earlier = [];
    private readonly List<Task> _underWay = [];
    private int _round;

    public abstract string Name { get; }

    /// <summary>Twelve places: eight that every area has, four of its own.</summary>
    public IReadOnlyList<Moment> Points =>
        [
            new("right after the requests were sent", FiredAsync),
            new("at the first byte of an answer", AnsweredAsync),
            new("after every acknowledgement", () => Task.WhenAll(Fire())),
            new("while a second is under way", SecondAsync),
            new("during a shutdown by SIGTERM", ShutdownAsync),
            new("while it starts", () => AgainAsync(IsHeld)),
            new("while it recovers", RecoveringAsync),
            new("twice in a row", TwiceAsync),
            .. Own,
        ];

    protected Ground Ground => ground;

    /// <summary>A text that nothing else has.</summary>
    protected string Mark(char of) => $"m{_round:00000}{of}";

    protected abstract IReadOnlyList<Moment> Own { get; }

    /// <summary>What the operations of a round need, on a server that nobody kills meanwhile.</summary>
    protected abstract Task PrepareAsync();

    /// <summary>One operation of each kind. They are begun at once, or at drawn moments.</summary>
    protected abstract IReadOnlyList<Func<Task>> Kinds();

    /// <summary>After the restart: answers what waits, and looks at what only this area has.</summary>
    protected abstract IAsyncEnumerable<Violation> SettleAsync();

    public async Task BeginAsync(int round)
    {
        _round = round;
        await PrepareAsync();
        ground.Listen();
    }

    /// <summary>Begins every kind at a moment of its own and returns at one of its own.</summary>
    public async Task DrawnAsync(Random random)
    {
        foreach (var kind in Kinds())
        {
            var wait = random.Next(0, 80);
            _underWay.Add(Task.Run(() => LaterAsync(wait, kind)));
        }

        await Task.Delay(random.Next(0, 200));

        static async Task LaterAsync(int wait, Func<Task> kind)
        {
            await Task.Delay(wait);
            await kind();
        }
    }

    /// <summary>Kills the server and starts it again, when nothing is on its way to it any more.</summary>
    public async Task KillAndRestartAsync()
    {
        await KillAsync();
        await ground.RestartAsync();
    }

    /// <summary>Holds everything against what was acknowledged.</summary>
    public async Task<IReadOnlyList<Violation>> CheckAsync()
    {
        await ground.UntilQuietAsync();
        var found = new List<Violation>();
        await foreach (var wrong in SettleAsync())
        {
            found.Add(wrong);
        }

        await ground.UntilQuietAsync();
        foreach (var claim in _claims)
        {
            found.AddRange(await claim.CheckAsync() is { } wrong ? [wrong] : []);
        }

        _earlier.AddRange(_claims);
        _claims.Clear();
        found.AddRange(await EndsAsync());
        found.AddRange(await ToldAsync());
        found.AddRange(
            ground
                .Site.Requests.CountBy(request => request.Text)
                .Where(sent => sent.Value > 1)
                .Select(sent => new Violation(Breach.Doubled, $"{sent.Key} was posted {sent.Value} times"))
        );
        return found;
    }

    /// <summary>All that was found in earlier rounds once more: no later kill may have changed it.</summary>
    public async Task<IReadOnlyList<Violation>> CheckAllAsync()
    {
        var found = new List<Violation>();
        foreach (var claim in _earlier)
        {
            found.AddRange(await claim.CheckAsync() is { } wrong ? [wrong] : []);
        }

        return found;
    }

    /// <summary>Registers what is asked for, asks, and keeps what is known of it.</summary>
    protected async Task<Answer> ClaimAsync(string what, Func<Task<int>> count, Func<Task<Answer>> ask)
    {
        var claim = new Claim(what, count);
        lock (_claims)
        {
            _claims.Add(claim);
        }

        var answer = await ask();
        claim.Fate = answer.Fate;
        return answer;
    }

    /// <summary>Claims that begin so are not looked at any more: what they are about was changed since.</summary>
    protected void Forget(string beginning)
    {
        _claims.RemoveAll(claim => claim.What.StartsWith(beginning, StringComparison.Ordinal));
        _earlier.RemoveAll(claim => claim.What.StartsWith(beginning, StringComparison.Ordinal));
    }

    /// <summary>Says something, and claims that it stands once in its thread.</summary>
    /// <param name="thread">Null for a new one.</param>
    protected async Task<Answer> SayAsync(string words, string? thread, params string[] pasted)
    {
        var at = thread;
        return await ClaimAsync(
            $"the message {words}",
            async () =>
            {
                at ??= await FindAsync(words);
                return at is null ? 0 : (await ground.TurnsAsync(at) ?? []).Count(turn => turn.Text("user_input") == words);
            },
            async () =>
            {
                var answer = await ground.AskAsync(
                    HttpMethod.Post,
                    "/api/chat/send",
                    new
                    {
                        content = words,
                        thread_id = thread,
                        pasted,
                    }
                );
                at ??= answer.Text("thread_id");
                return answer;
            }
        );
    }

    /// <summary>Exports the ledger's head, and claims that its entry stays as it is.</summary>
    protected async Task ExportHeadAsync()
    {
        var head = await ground.AskAsync(HttpMethod.Get, "/api/ledger/head");
        if (head.Text("hash") is { } hash)
        {
            var seq = head.Json.GetProperty("seq").GetInt64();
            await ClaimAsync(
                $"the head of the ledger, entry {seq}",
                async () =>
                    (await ground.Owner.GetAsync($"/api/ledger?limit=1&before={seq + 1}")).GetProperty("entries")[0].Text("hash") == hash
                        ? 1
                        : 0,
                () => Task.FromResult(head)
            );
        }
    }

    /// <summary>Begins everything without waiting for an answer.</summary>
    protected IReadOnlyList<Task> Fire()
    {
        var begun = Kinds().Select(kind => Task.Run(kind)).ToList();
        _underWay.AddRange(begun);
        return begun;
    }

    /// <summary>Begins one operation without waiting for its answer.</summary>
    protected Task Fire(Func<Task> operation)
    {
        var begun = Task.Run(operation);
        _underWay.Add(begun);
        return begun;
    }

    private async Task<string?> FindAsync(string words)
    {
        foreach (var thread in await ground.TouchedAsync())
        {
            if ((await ground.TurnsAsync(thread) ?? []).Any(turn => turn.Text("user_input") == words))
            {
                return thread;
            }
        }

        return null;
    }

    private async Task<IReadOnlyList<Violation>> EndsAsync()
    {
        var found = new List<Violation>();
        foreach (var thread in await ground.TouchedAsync())
        {
            var turns = await ground.TurnsAsync(thread) ?? [];
            found.AddRange(
                turns.Where(turn => turn.EndReason().Length == 0).Select(turn => new Violation(Breach.Silent, $"no end: {turn}"))
            );
            found.AddRange(
                turns
                    .SelectMany(turn => turn.Calls())
                    .Where(call => call.Text("outcome") is "" or "waiting")
                    .Select(call => new Violation(Breach.Silent, $"no end of the call: {call}"))
            );
        }

        return found;
    }

    // An event is an acknowledgement as well: what was told must not change.
    private async Task<IReadOnlyList<Violation>> ToldAsync()
    {
        var found = new List<Violation>();
        foreach (
            var thread in ground.Told.Where(item => item.Type is "turn_ended" or "response").GroupBy(item => item.Data.Text("thread_id"))
        )
        {
            if (await ground.TurnsAsync(thread.Key) is not { } turns)
            {
                continue;
            }

            foreach (var item in thread)
            {
                var turn = turns.FirstOrDefault(turn => turn.Text("turn_id") == item.Data.Text("turn_id"));
                var same =
                    turn.ValueKind == JsonValueKind.Object
                    && (
                        item.Type == "response"
                            ? turn.Response() == item.Data.Text("content")
                            : turn.EndReason() == item.Data.Text("reason")
                    );
                found.AddRange(same ? [] : [new Violation(Breach.Lost, $"told was {item.Data}, there is {turn}")]);
            }
        }

        return found;
    }

    private async Task KillAsync()
    {
        await ground.KillAsync();
        await Task.WhenAll(_underWay).WaitAsync(Deadline.Default);
        _underWay.Clear();
    }

    private async Task FiredAsync()
    {
        Fire();
        await Task.Delay(1);
    }

    private Task AnsweredAsync()
    {
        Fire();
        return ground.Answered;
    }

    private async Task SecondAsync()
    {
        var kinds = Kinds();
        await kinds[0]();
        foreach (var kind in kinds.Skip(1))
        {
            _ = Fire(kind);
        }

        await Task.Delay(3);
    }

    private async Task ShutdownAsync()
    {
        await AnsweredAsync();
        ground.Gatehouse.SignalStop();
        // It tells its streams first; everything else is still to be ended.
        await ground.Events.Reading.WaitAsync(Deadline.Default);
    }

    private async Task TwiceAsync()
    {
        await AnsweredAsync();
        await KillAndRestartAsync();
    }

    private async Task RecoveringAsync()
    {
        var log = new FileInfo(Path.Combine(ground.Gatehouse.Home, "ledger.db-wal"));
        (DateTime Written, long Length)? before = null;
        await AgainAsync(() =>
        {
            log.Refresh();
            var now = (log.LastWriteTimeUtc, log.Exists ? log.Length : 0);
            before ??= now;
            return now != before;
        });
    }

    private bool IsHeld()
    {
        try
        {
            return File.ReadAllText(Path.Combine(ground.Gatehouse.Home, "run", "pid")) == $"{ground.Gatehouse.ProcessId}";
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task AgainAsync(Func<bool> reached)
    {
        await AnsweredAsync();
        await KillAsync();
        await ground.Gatehouse.BeginAsync();
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!reached() && !ground.Gatehouse.HasExited && clock.Elapsed < Deadline.Default)
        {
            await Task.Delay(1);
        }
    }
}
