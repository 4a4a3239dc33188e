using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Stopping;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Ledger;

/// <summary>One thing that a commit to <c>ledger.db</c> changes. Changes of one commit stand or fall together.</summary>
public abstract record LedgerChange
{
    private LedgerChange() { }

    public sealed record EntryAdded(LedgerEntry Entry) : LedgerChange;

    /// <summary>The exact bytes of an effect. Deletable later without breaking the chain, which holds only their digest.</summary>
    public sealed record BodyStored(EffectId Effect, byte[] Bytes) : LedgerChange;

    /// <summary>An effect was begun: it is open until closed, also across a crash.</summary>
    public sealed record EffectOpened(OpenEffect Effect) : LedgerChange;

    public sealed record EffectClosed(EffectId Effect) : LedgerChange;

    /// <summary>Inserts or replaces the approval's row.</summary>
    public sealed record ApprovalSaved(ApprovalRecord Approval) : LedgerChange;

    /// <summary>What an approved effect brought back, kept until its thread has it.</summary>
    public sealed record ResultStored(int Approval, string Text, Label Label) : LedgerChange;

    /// <summary>Inserts or replaces the reservation of one effect. The sums of its scopes and the known hosts follow.</summary>
    public sealed record ReservationSaved(Reservation Reservation) : LedgerChange;

    public sealed record GrantSaved(Grant Grant) : LedgerChange;

    public sealed record GrantRevoked(string Id) : LedgerChange;

    public sealed record StopSet(StopMark Stop) : LedgerChange;

    public sealed record StopCleared(StopScope Scope) : LedgerChange;

    /// <summary>Nobody knows whether it happened: it waits for the owner's word.</summary>
    public sealed record UnknownAdded(UnknownEffect Effect) : LedgerChange;

    public sealed record UnknownAnswered(EffectId Effect) : LedgerChange;

    /// <summary>The bodies of these effects go, with every copy of them; what the chain holds of them stays.</summary>
    /// <param name="Until">Those that were stored before this moment.</param>
    public sealed record BodiesDropped(IReadOnlyList<EffectId> Effects, DateTimeOffset Until, DateTimeOffset At) : LedgerChange;

    /// <summary>The clock was taken for right at this moment.</summary>
    public sealed record ClockBelieved(DateTimeOffset At) : LedgerChange;

    /// <summary>Added, never replaced. Not an entry of the chain: without it the chain is as whole as with it.</summary>
    public sealed record CheckpointAdded(Checkpoint Checkpoint) : LedgerChange;
}

/// <summary>An effect with an intent and no outcome yet.</summary>
public sealed record OpenEffect(
    EffectId Id,
    EffectKind Kind,
    Digest Digest,
    Repeat Repeat,
    string Line,
    ThreadId? Thread,
    TurnId? Turn,
    int? Approval
);
