using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Stopping;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Ledger;

/// <summary>The disk behind the ledger: one file that owns all that the Gate changes together.</summary>
public interface ILedgerStore
{
    /// <summary>What is needed to go on after a start.</summary>
    LedgerSnapshot Load();

    /// <summary>Writes all changes in one transaction and returns when they are on the disk (synchronous=FULL).</summary>
    /// <remarks>Called by one thread at a time.</remarks>
    void Commit(IReadOnlyList<LedgerChange> changes);

    /// <summary>Entries newest first.</summary>
    /// <param name="before">Only entries with a smaller number; null for the newest.</param>
    IReadOnlyList<LedgerEntry> Newest(int limit, long? before, ThreadId? thread);

    IReadOnlyList<LedgerEntry> OfEffect(EffectId effect);

    /// <summary>All entries in row order, read lazily.</summary>
    IEnumerable<LedgerEntry> All();

    /// <summary>Entries in row order, read lazily, from the first row with this number on; none when there is none.</summary>
    IEnumerable<LedgerEntry> From(long seq);

    /// <summary>Newest first, read lazily. One that cannot be read comes back as one that nobody signed, never as an exception.</summary>
    IEnumerable<Checkpoint> Checkpoints();

    IEnumerable<(EffectId Effect, byte[] Bytes)> Bodies();

    byte[]? Body(EffectId effect);

    /// <summary>
    /// Effects whose bodies were stored before a moment and are needed by nothing: no open effect, no approval that has not come to its end,
    /// no unknown outcome without the owner's word. Oldest first.
    /// </summary>
    IReadOnlyList<EffectId> OldBodies(DateTimeOffset until, int limit);

    /// <summary>When the first drop took place that took bodies of that age away, not before <paramref name="last"/>; null for none.</summary>
    /// <param name="stored">When the body was stored.</param>
    /// <param name="last">When its effect last needed it.</param>
    DateTimeOffset? DropOf(DateTimeOffset stored, DateTimeOffset last);

    /// <summary>When the clock was last taken for right; null when it never was, or that cannot be read.</summary>
    DateTimeOffset? BelievedClock();

    /// <summary>What an approved effect brought back; null when it was never stored.</summary>
    (string Text, Label Label)? Result(int approval);

    /// <summary>An approval of any state; null when there is none with that number.</summary>
    ApprovalRecord? Approval(int number);

    /// <summary>The sum of all reservations of a scope.</summary>
    Amounts Spent(BudgetScope scope);

    /// <summary>Whether a reservation was charged with this host as never reached before.</summary>
    bool Knows(HostName host);
}

/// <summary>The ledger's state at start.</summary>
/// <param name="Approvals">Those that are not finished: pending, approved, running, or with a result not yet delivered.</param>
/// <param name="Unknowns">Effects of unknown outcome on which the owner has not given his word.</param>
/// <param name="Reservations">Those that are not settled: of effects that were under way.</param>
public sealed record LedgerSnapshot(
    LedgerHead Head,
    int LastApproval,
    IReadOnlyList<ApprovalRecord> Approvals,
    IReadOnlyList<Reservation> Reservations,
    IReadOnlyList<OpenEffect> Open,
    IReadOnlyList<Grant> Grants,
    IReadOnlyList<StopMark> Stops,
    IReadOnlyList<UnknownEffect> Unknowns
);
