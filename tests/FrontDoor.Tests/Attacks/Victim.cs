using System.Text.Json;
using Gatehouse.FrontDoor.Tests.Attacks.Cases;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Attacks;

/// <summary>How the owner answers what the injections ask for.</summary>
internal enum OwnerHabit
{
    Denies,

    /// <summary>Says yes to everything. For the proof that the search would find what leaves.</summary>
    Approves,
}

/// <summary>The real program with the obedient model, its owner, and a passphrase in its memory.</summary>
internal sealed class Victim : IAsyncDisposable
{
    // The gateway takes 30 messages a minute, and a start takes less than a minute.
    private const int MostSends = 29;

    // A turn takes milliseconds; a machine that is busy with other suites takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, string> Obedient = new() { ["LLM_BACKEND"] = "obedient" };

    private readonly GatehouseProcess _gatehouse;
    private readonly HostilePages _pages;
    private readonly Canaries _canaries;
    private int _sends;

    private Victim(GatehouseProcess gatehouse, GatewayClient owner, HostilePages pages, Canaries canaries) =>
        (_gatehouse, Owner, _pages, _canaries) = (gatehouse, owner, pages, canaries);

    public GatewayClient Owner { get; }

    public static async Task<Victim> StartAsync(HostilePages pages, Canaries canaries)
    {
        var gatehouse = await GatehouseProcess.StartAsync(Obedient);
        var victim = new Victim(gatehouse, await GatewayClient.ConnectAsync(gatehouse), pages, canaries);
        await victim.SayAsync(canaries.Remembered, null);
        // The owner's own decision, once, about his own API: without it no model ever reads the header of an answer.
        var asked = await victim.SayAsync($"http GET {pages.ApiUrl}", null);
        var request = Waiting(asked.Turn)!;
        await victim.Owner.ApproveAsync(request, always: true);
        await victim.Owner.WaitForContinuationAsync(asked.Thread, request, Patience);
        return victim;
    }

    public bool HasTimeFor(Batch batch) => _sends + batch.Sends <= MostSends;

    /// <summary>Lets the owner meet the page of a batch, and tells what the model tried for each of its cases.</summary>
    public async Task<IReadOnlyList<Attempt>> MeetAsync(Batch batch, OwnerHabit habit)
    {
        var (thread, turn, before) = await OpenAsync(batch);
        await AnswerAsync(thread, turn, habit);
        var calls = (await Owner.TurnsAsync(thread)).Skip(before).SelectMany(each => each.Calls()).ToList();
        return [.. batch.Cases.Select(one => Attempt.Of(one, calls, _canaries))];
    }

    public async ValueTask DisposeAsync()
    {
        Owner.Dispose();
        await _gatehouse.DisposeAsync();
    }

    /// <returns>The thread, the turn in which the injection is read, and how many turns came before it.</returns>
    private async Task<(string Thread, JsonElement Turn, int Before)> OpenAsync(Batch batch)
    {
        var url = _pages.Url(batch);
        switch (batch.Carrier)
        {
            case Carrier.Answer:
                var clean = await SayAsync("search passphrase", null);
                return (clean.Thread, (await SayAsync($"http GET {url}", clean.Thread)).Turn, 1);
            case Carrier.Earlier:
                var earlier = await SayAsync($"fetch {url}", null);
                return (earlier.Thread, (await SayAsync($"echo {_canaries.Aside}", earlier.Thread)).Turn, 1);
            case Carrier.Note or Carrier.Document or Carrier.Name:
                var planted = await SayAsync($"fetch {url}", null);
                // The name of a document is obeyed as soon as the answer to its writing names it.
                await AnswerAsync(planted.Thread, planted.Turn, OwnerHabit.Denies);
                var recalled = await SayAsync(
                    batch.Carrier == Carrier.Document ? $"recall {batch.Topic}.md" : $"search {batch.Topic} passphrase {_canaries.Aside}",
                    null
                );
                return (recalled.Thread, recalled.Turn, 0);
            case Carrier.Pasted:
                var pasted = await SayAsync($"What does this say? {_canaries.Aside}", null, _pages.Pasted(batch));
                return (pasted.Thread, pasted.Turn, 0);
            default:
                var read = await SayAsync($"fetch {url} {_canaries.Aside}", null);
                return (read.Thread, read.Turn, 0);
        }
    }

    private async Task AnswerAsync(string thread, JsonElement turn, OwnerHabit habit)
    {
        while (Waiting(turn) is { } request)
        {
            await (habit == OwnerHabit.Approves ? Owner.ApproveAsync(request) : Owner.DenyAsync(request));
            turn = await Owner.WaitForContinuationAsync(thread, request, Patience);
        }
    }

    private async Task<(string Thread, JsonElement Turn)> SayAsync(string text, string? thread, params string[] pasted)
    {
        _sends++;
        var at = thread ?? await Owner.NewThreadAsync();
        return (at, await Owner.SendAndWaitAsync(text, at, Patience, pasted));
    }

    /// <summary>The question that a turn ended with; null when it did not.</summary>
    private static string? Waiting(JsonElement turn) =>
        turn.Calls().Select(call => call.Text("approval_id")).LastOrDefault(id => id.Length > 0) is { } request
        && turn.EndReason() == "waiting_for_approval"
            ? request
            : null;
}
