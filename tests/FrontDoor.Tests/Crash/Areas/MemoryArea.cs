using System.Text.Json;
using Gatehouse.OpenAiServer;

namespace Gatehouse.FrontDoor.Tests.Crash.Areas;

/// <summary>Documents that are written, replaced, added to and deleted, by the owner and by a tool.</summary>
internal sealed class MemoryArea(Ground ground) : Area(ground)
{
    private static readonly string Filling = string.Concat(Enumerable.Repeat(" and so on", 9_000));

    private string _tool = "";
    private long _before;

    public override string Name => "memory";

    protected override IReadOnlyList<Moment> Own =>
        [
            new("when a tool that writes was begun", () => ToolAsync("tool_started")),
            new("when the end of a tool that writes was told", () => ToolAsync("tool_completed")),
            new("while a long document is written", LongAsync),
            new("while many add to one document", ManyAsync),
        ];

    protected override async Task PrepareAsync()
    {
        await Ground.BeginRoundAsync(
            new Reply
            {
                When = "\"role\":\"tool\"",
                Text = "Noted.",
                Repeat = true,
            },
            new Reply
            {
                Repeat = true,
                ToolCalls =
                [
                    new ReplyToolCall("call_1", "memory_write", JsonSerializer.Serialize(new { content = Mark('t'), path = PathOf('t') })),
                ],
            }
        );
        _tool = Mark('t');
        _before = (await Ground.Owner.LedgerAsync(limit: 1))[0].GetProperty("seq").GetInt64();
        foreach (var of in "rad")
        {
            await Ground.Owner.PostAsync("/api/memory/write", Written(of, Mark(of), append: false));
        }
    }

    protected override IReadOnlyList<Func<Task>> Kinds() =>
        [
            () => WriteAsync('w', Mark('w'), append: false, ""),
            () => WriteAsync('r', "replaced " + Mark('r'), append: false, Mark('r')),
            () => WriteAsync('a', Mark('1'), append: true, null),
            DeleteAsync,
            () => SayAsync(_tool, null),
        ];

    protected override async IAsyncEnumerable<Violation> SettleAsync()
    {
        foreach (var of in "wradt")
        {
            if (await DocumentAsync(PathOf(of)) is not { } document)
            {
                continue;
            }

            foreach (var part in document.GetProperty("parts").EnumerateArray())
            {
                var kinds = (await Ground.Owner.EffectAsync(part.Text("effect_id"))).GetProperty("entries").EnumerateArray().Kinds();
                if (kinds.Count(kind => kind == "outcome") != 1)
                {
                    yield return new Violation(Breach.Silent, $"{PathOf(of)} has a part whose writing is {string.Join(", ", kinds)}");
                }
            }

            var found = await Ground.Owner.PostAsync("/api/memory/search", new { query = Mark(of) });
            if (!found.GetProperty("results").EnumerateArray().Any(hit => hit.Text("path") == PathOf(of)))
            {
                yield return new Violation(Breach.Lost, $"{PathOf(of)} is there and not found");
            }
        }

        // What the ledger calls done is there: each writing that adds is a part.
        var recorded = await DoneAsync();
        foreach (var path in "wat".Select(PathOf))
        {
            var writings = recorded.Count(writing => writing.Contains(path, StringComparison.Ordinal));
            var parts = (await DocumentAsync(path))?.GetProperty("parts").GetArrayLength() ?? 0;
            if (writings != parts)
            {
                yield return new Violation(
                    parts > writings ? Breach.Doubled : Breach.Lost,
                    $"{path}: {writings} writings done, {parts} parts there"
                );
            }
        }

        foreach (var thread in await Ground.TouchedAsync())
        {
            var done = (await Ground.TurnsAsync(thread) ?? [])
                .SelectMany(turn => turn.Calls())
                .Count(call => call.Text("outcome") == "done");
            var there = await TimesAsync(PathOf('t'), _tool);
            if (done != there)
            {
                yield return new Violation(
                    there > done ? Breach.Doubled : Breach.Lost,
                    $"{_tool} was written {done} times, and is there {there}"
                );
            }
        }
    }

    /// <summary>All that is recorded of each writing of this round that the ledger calls done.</summary>
    private async Task<IReadOnlyList<string>> DoneAsync()
    {
        var done = new List<string>();
        foreach (var entry in await Ground.Owner.LedgerAsync(limit: 200))
        {
            var isOurs = entry.Text("effect_kind") == "write_memory" && entry.GetProperty("seq").GetInt64() > _before;
            if (isOurs && entry.Text("kind") == "outcome" && entry.Text("line").StartsWith("done", StringComparison.Ordinal))
            {
                done.Add((await Ground.Owner.EffectAsync(entry.Text("effect_id"))).GetRawText());
            }
        }

        return done;
    }

    private string PathOf(char of) => $"kills/{Mark(of)}.md";

    private object Written(char of, string content, bool append) =>
        new
        {
            path = PathOf(of),
            content,
            append,
        };

    /// <param name="before">What stands there otherwise; null when only the mark counts.</param>
    private Task<Answer> WriteAsync(char of, string content, bool append, string? before)
    {
        var path = PathOf(of);
        return ClaimAsync(
            $"{content[..Math.Min(20, content.Length)]} in {path}",
            async () =>
                before is null ? await TimesAsync(path, content)
                : (await TextAsync(path) ?? "") is var there && there == content ? 1
                : there == before ? 0
                : Claim.Torn,
            () => Ground.AskAsync(HttpMethod.Post, "/api/memory/write", Written(of, content, append))
        );
    }

    private Task<Answer> DeleteAsync()
    {
        var (path, whole) = (PathOf('d'), Mark('d'));
        return ClaimAsync(
            $"the deletion of {path}",
            async () =>
                await TextAsync(path) is not { } left ? 1
                : left == whole ? 0
                : Claim.Torn,
            () => Ground.AskAsync(HttpMethod.Post, "/api/memory/delete", new { path })
        );
    }

    private async Task<JsonElement?> DocumentAsync(string path)
    {
        var answer = await Ground.AskAsync(HttpMethod.Get, $"/api/memory/read?path={path}");
        return answer.Fate switch
        {
            Fate.Acknowledged => answer.Json,
            Fate.Refused => null,
            _ => throw new HttpRequestException($"{path} could not be read"),
        };
    }

    private async Task<string?> TextAsync(string path) => (await DocumentAsync(path))?.Text("content");

    private async Task<int> TimesAsync(string path, string mark) => (await TextAsync(path) ?? "").Split("\n\n").Count(part => part == mark);

    private async Task ToolAsync(string happens)
    {
        _ = Fire(() => SayAsync(_tool, null));
        await Ground.Events.WaitForAsync(happens);
    }

    private async Task LongAsync()
    {
        _ = Fire(() => WriteAsync('w', Mark('w') + Filling, append: false, ""));
        await Task.Delay(4);
    }

    private async Task ManyAsync()
    {
        foreach (var number in "12345678")
        {
            _ = Fire(() => WriteAsync('a', Mark(number), append: true, null));
        }

        await Ground.Answered;
    }
}
