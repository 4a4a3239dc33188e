using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash.Areas;

/// <summary>Questions, the owner's answers, and the requests that follow from them.</summary>
internal sealed class ApprovalArea(Ground ground) : Area(ground)
{
    private readonly Dictionary<string, (string Thread, string Request)> _asked = [];
    private readonly Dictionary<string, (string Action, Fate Fate)> _answers = [];
    private bool _holds;

    public override string Name => "approvals";

    protected override IReadOnlyList<Moment> Own =>
        [
            new("when a question was put", AskedAsync),
            new("with a request on the wire", OnTheWireAsync),
            new("when a request was answered", () => ApprovedAsync(() => Ground.Site.Requests.Any(Is('a')))),
            new("when the model goes on", () => ApprovedAsync(() => Told("turn_started", 'a', 2))),
        ];

    protected override async Task PrepareAsync()
    {
        // What was put to the owner before comes back as a tool's result: then the model has what it wanted.
        var done = new Reply
        {
            When = "\"role\":\"tool\"",
            Text = "All done.",
            Pieces = 2,
            ChunkDelayMilliseconds = 5,
            Repeat = true,
        };
        await Ground.BeginRoundAsync([done, .. "abcdh".Select(Post)]);
        _asked.Clear();
        _answers.Clear();
        _holds = false;
        await Task.WhenAll("abc".Select(PutAsync));
    }

    protected override IReadOnlyList<Func<Task>> Kinds() =>
        [
            () => AnswerAsync('a', "approve"),
            () => AnswerAsync('b', "deny"),
            () => AnswerAsync('c', "always"),
            () => SayAsync(Mark('d'), null),
            ExportHeadAsync,
        ];

    protected override async IAsyncEnumerable<Violation> SettleAsync()
    {
        var waiting = (await Ground.Owner.ApprovalsAsync()).Select(card => card.Text("request_id")).ToHashSet();
        foreach (var (mark, (action, _)) in _answers.Where(each => each.Value.Fate == Fate.Acknowledged))
        {
            if (waiting.Contains(_asked[mark].Request))
            {
                yield return new Violation(Breach.Lost, $"the answer to {mark}, {action}, was acknowledged, and the question waits again");
            }
        }

        // A question may come late: of a turn that runs again.
        while (await Ground.Owner.ApprovalsAsync() is [var card, ..])
        {
            var refused = card.GetRawText().Contains(Mark('b'), StringComparison.Ordinal);
            await (refused ? Ground.Owner.DenyAsync(card.Text("request_id")) : Ground.Owner.ApproveAsync(card.Text("request_id")));
            await ContinuedAsync(card.Text("thread_id"), card.Text("request_id"));
            await Ground.UntilQuietAsync();
        }

        foreach (var (mark, (thread, request)) in _asked)
        {
            var continuing = await ContinuedAsync(thread, request);
            if (continuing != 1)
            {
                yield return new Violation(
                    continuing == 0 ? Breach.Silent : Breach.Doubled,
                    $"what came of {mark} is told {continuing} times"
                );
            }
        }

        foreach (var thread in await Ground.TouchedAsync())
        {
            foreach (var call in (await Ground.TurnsAsync(thread) ?? []).SelectMany(turn => turn.Calls()))
            {
                var mark = "abcdh".Select(Mark).FirstOrDefault(mark => call.GetRawText().Contains(mark, StringComparison.Ordinal)) ?? "";
                var posted = Ground.Site.Requests.Count(request => request.Text.Contains(mark, StringComparison.Ordinal));
                var (least, most) = call.Text("outcome") switch
                {
                    "done" => (1, 1),
                    "unknown" => (0, 1),
                    _ => (0, 0),
                };
                if (posted < least || posted > most)
                {
                    yield return new Violation(posted > most ? Breach.Doubled : Breach.Lost, $"{mark} was posted {posted} times: {call}");
                }

                var said = _answers.GetValueOrDefault(mark);
                if (said.Fate == Fate.Acknowledged && (call.Text("outcome") == "denied") != (said.Action == "deny"))
                {
                    yield return new Violation(Breach.Lost, $"the answer to {mark} was {said.Action}: {call}");
                }
            }
        }

        if (_holds && !Ground.Site.Requests.Any(Is('h')))
        {
            yield return new Violation(Breach.Lost, "what was on the wire never came");
        }
    }

    private Reply Post(char of) =>
        new()
        {
            When = Mark(of),
            Repeat = true,
            ToolCalls =
            [
                new ReplyToolCall(
                    "call_1",
                    "http",
                    JsonSerializer.Serialize(
                        new
                        {
                            method = "POST",
                            url = $"{Ground.Site.BaseUrl}/{Mark(of)}",
                            body = (of == 'h' ? "hold " : "") + Mark(of),
                        }
                    )
                ),
            ],
        };

    private async Task PutAsync(char of)
    {
        var sent = await Ground.Owner.SendAsync(Mark(of));
        var card = await Ground.Owner.WaitForApprovalAsync(sent.ThreadId);
        lock (_asked)
        {
            _asked[Mark(of)] = (sent.ThreadId, card.Text("request_id"));
        }
    }

    private async Task AnswerAsync(char of, string action)
    {
        var request = _asked[Mark(of)].Request;
        var ask = () => Ground.AskAsync(HttpMethod.Post, "/api/chat/approval", new { request_id = request, action });
        var mark = Mark(of);
        var answer = action == "always" ? await ClaimAsync($"the grant for {mark}", () => GrantsAsync(mark), ask) : await ask();
        lock (_answers)
        {
            _answers[mark] = (action, answer.Fate);
        }
    }

    private async Task<int> GrantsAsync(string mark)
    {
        var grants = (await Ground.Owner.GetAsync("/api/grants")).GetProperty("grants").EnumerateArray();
        return grants.Count(grant => grant.Text("path") == $"/{mark}");
    }

    private async Task<int> ContinuedAsync(string thread, string request)
    {
        try
        {
            await Ground.Owner.WaitForContinuationAsync(thread, request, TimeSpan.FromSeconds(30));
        }
        catch (TimeoutException)
        {
            return 0;
        }

        return (await Ground.TurnsAsync(thread) ?? []).Count(turn => turn.Text("continues") == request);
    }

    private async Task AskedAsync()
    {
        var sent = await SayAsync(Mark('d'), null);
        await Ground.Events.WaitForAsync("approval_needed", sent.Text("thread_id")!);
    }

    private async Task OnTheWireAsync()
    {
        await PutAsync('h');
        await AnswerAsync('h', "approve");
        await Deadline.UntilAsync(() => Ground.Site.Requests.Any(Is('h')), "the request is on the wire");
        _holds = true;
    }

    private async Task ApprovedAsync(Func<bool> reached)
    {
        await AnswerAsync('a', "approve");
        await Deadline.UntilAsync(reached, "the approved request goes on");
    }

    private bool Told(string type, char of, int times) =>
        Ground.Events.Seen.Count(item => item.Type == type && item.Data.Text("thread_id") == _asked[Mark(of)].Thread) >= times;

    private Func<OriginRequest, bool> Is(char of)
    {
        var mark = Mark(of);
        return request => request.Text.Contains(mark, StringComparison.Ordinal);
    }
}
