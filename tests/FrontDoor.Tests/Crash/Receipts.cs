using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>Reads on in the ledger after each restart: every intent has one end, every question one answer, and no end is without a beginning.</summary>
internal sealed class Receipts
{
    private const int Page = 500;

    private readonly HashSet<string> _intents = [];
    private readonly HashSet<string> _ends = [];
    private readonly HashSet<string> _asked = [];
    private readonly HashSet<string> _answered = [];
    private long _read;

    /// <summary>Lines of owner's and program's deeds since the last look, for claims about them.</summary>
    public async Task<IReadOnlyList<Violation>> CheckAsync(GatewayClient owner)
    {
        var found = new List<Violation>();
        try
        {
            await Deadline.UntilAsync(
                async () =>
                {
                    found.AddRange(await ReadOnAsync(owner));
                    return _intents.Except(_ends).Concat(_asked.Except(_answered)).ToList();
                },
                open => open.Count == 0,
                "every intent has its end and every question its answer"
            );
        }
        catch (TimeoutException late)
        {
            found.Add(new Violation(Breach.Silent, $"{late.Message} {string.Join(", ", _intents.Except(_ends).Take(3))}"));
        }

        found.AddRange(_ends.Except(_intents).Select(effect => new Violation(Breach.Silent, $"effect {effect} ends and was never begun")));
        if (!(await owner.VerifyAsync()).GetProperty("ok").GetBoolean())
        {
            found.Add(new Violation(Breach.Lost, $"the ledger does not verify: {(await owner.VerifyAsync()).GetRawText()}"));
        }

        return found;
    }

    private async Task<IEnumerable<Violation>> ReadOnAsync(GatewayClient owner)
    {
        var fresh = new List<JsonElement>();
        long? before = null;
        while (true)
        {
            var cursor = before is null ? "" : $"&before={before}";
            var page = (await owner.GetAsync($"/api/ledger?limit={Page}{cursor}")).GetProperty("entries").EnumerateArray().ToList();
            fresh.AddRange(page.Where(entry => Seq(entry) > _read));
            if (page.Count < Page || Seq(page[^1]) <= _read)
            {
                break;
            }

            before = Seq(page[^1]);
        }

        fresh.Reverse();
        _read = fresh.Count == 0 ? _read : Seq(fresh[^1]);
        return fresh.Select(Take).OfType<Violation>().ToList();
    }

    private Violation? Take(JsonElement entry)
    {
        var (kind, effect) = (entry.Text("kind"), entry.Text("effect_id"));
        var set = kind switch
        {
            "intent" => _intents,
            "outcome" or "interrupted" or "unknown" => _ends,
            "asked" => _asked,
            "approved" or "refused_by_owner" => _answered,
            _ => null,
        };
        return set is null || set.Add(effect)
            ? null
            : new Violation(Breach.Doubled, $"effect {effect} has two entries that say {kind} or the like");
    }

    private static long Seq(JsonElement entry) => entry.GetProperty("seq").GetInt64();
}
