using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Ledger;

namespace Gatehouse.Agent.Loop;

/// <summary>Finds what the ledger holds of one turn.</summary>
internal static class TurnLedger
{
    private const int Page = 200;

    /// <summary>Clocks may have been set back a little between two starts.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>The turn's entries by effect, oldest effect first.</summary>
    public static IReadOnlyList<IReadOnlyList<LedgerEntry>> EffectsOf(Turn turn, Ledger ledger)
    {
        var found = new List<LedgerEntry>();
        long? before = null;
        while (ledger.Newest(Page, before, turn.Thread) is { Count: > 0 } page)
        {
            found.AddRange(page.Where(entry => entry.What.Turn == turn.Id && entry.What.Effect is not null));
            before = page[^1].Seq;
            if (page[^1].Time < (turn.Started ?? turn.Created) - Slack)
            {
                break;
            }
        }

        return [.. found.OrderBy(entry => entry.Seq).GroupBy(entry => entry.What.Effect).Select(group => group.ToList())];
    }
}
