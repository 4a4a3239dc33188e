using Gatehouse.Agent.Threads;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Agent.Loop;

/// <summary>
/// Fits conversations that are older than the ledger to it: a restored <c>gatehouse.db</c>, or one whose last commits a crash took. Nothing is
/// run; budgets, grants and stops are the ledger's own and need no repair.
/// </summary>
/// <remarks>Runs after the loop's recovery and before any lane is open.</remarks>
internal sealed class LedgerRepair(IThreadStore store, GateServices gate, TimeProvider clock, ILogger<LedgerRepair> logger)
{
    /// <summary>
    /// So many turns in a row that the conversations know, newest first, and what is older is known too: an older copy lacks the newest ones.
    /// Counted and not timed, because clocks jump.
    /// </summary>
    private const int KnownInARow = 64;

    /// <summary>Entries that are looked through at most: with conversations that are all gone, the number is then "at least".</summary>
    private const int MaxEntries = 100_000;

    private const int Page = 500;

    private const string Lost = "its conversation is not in this database, so nobody would hear the result; nothing was done";

    public async Task<LedgerGap> RunAsync(CancellationToken ct)
    {
        await WithdrawAsync(ct);
        await PlaceAsync(ct);
        var gap = await MissingAsync(ct);
        if (gap.Effects > 0)
        {
            logger.LedgerIsNewer(gap.Effects, gap.Turns, gap.First, gap.Last);
        }

        return gap;
    }

    // Questions of turns that are not there: a yes would act, and its result would go nowhere.
    private async Task WithdrawAsync(CancellationToken ct)
    {
        foreach (var question in gate.Approvals.Pending)
        {
            if (question is { Turn: { } turn, Thread: { } thread } && (await store.MissingTurnsAsync([(thread, turn)], ct)).Count > 0)
            {
                logger.QuestionLost(question.Name);
                await gate.Approvals.WithdrawAsync(question.Number, Lost);
            }
        }
    }

    // Placeholders of questions that ended after this database was copied. No turn is queued: the owner goes on from here himself.
    private async Task PlaceAsync(CancellationToken ct)
    {
        foreach (var waiting in await store.WaitingCallsAsync(ct))
        {
            if (
                waiting.Call is { Approval: { } number, Effect: { } effect }
                && gate.Approvals.Ended(number) is { } ended
                && ended.Approval.Effect == effect
                && Continuations.Settlement(ended) is { } settlement
            )
            {
                logger.ResultPlaced(ended.Approval.Name);
                await store.PlaceSettledAsync(settlement, clock.GetUtcNow(), ct);
            }
        }
    }

    private async Task<LedgerGap> MissingAsync(CancellationToken ct)
    {
        var gap = new Counted();
        var (read, known) = (0, 0);
        long? before = null;
        while (known < KnownInARow && read < MaxEntries && gate.Ledger.Newest(Page, before, thread: null) is { Count: > 0 } page)
        {
            var turns = page.Where(entry => entry.What is { Turn: not null, Thread: not null, Effect: not null }).ToList();
            var missing = await store.MissingTurnsAsync([.. turns.Select(entry => (entry.What.Thread!, entry.What.Turn!)).Distinct()], ct);
            foreach (var entry in turns)
            {
                var lacks = missing.Contains(entry.What.Turn!);
                if (lacks)
                {
                    gap.Add(entry);
                }

                known = lacks ? 0 : known + (gap.Knows(entry.What.Turn!) ? 1 : 0);
            }

            (read, before) = (read + page.Count, page[^1].Seq);
        }

        return gap.Sum();
    }

    private sealed class Counted
    {
        private readonly HashSet<EffectId> _effects = [];
        private readonly HashSet<TurnId> _turns = [];
        private readonly HashSet<TurnId> _known = [];
        private DateTimeOffset? _first;
        private DateTimeOffset? _last;

        public void Add(LedgerEntry entry)
        {
            _effects.Add(entry.What.Effect!);
            _turns.Add(entry.What.Turn!);
            _first = entry.Time;
            _last ??= entry.Time;
        }

        /// <summary>Whether this turn, which is there, is met for the first time.</summary>
        public bool Knows(TurnId turn) => _known.Add(turn);

        public LedgerGap Sum() => new(_effects.Count, _turns.Count, _first, _last);
    }
}
