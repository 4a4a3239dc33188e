using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;

namespace Gatehouse.App.Tests.Faults;

/// <summary>The ledger's file, behind a line on which calls fail.</summary>
internal sealed class FaultyLedger(ILedgerStore inner, FaultLine line) : ILedgerStore
{
    public LedgerSnapshot Load() => Read(nameof(Load), inner.Load);

    public void Commit(IReadOnlyList<LedgerChange> changes) =>
        line.Pass(
            FaultPort.Ledger,
            nameof(Commit),
            acts: true,
            () =>
            {
                inner.Commit(changes);
                return true;
            }
        );

    public IReadOnlyList<LedgerEntry> Newest(int limit, long? before, ThreadId? thread) =>
        Read(nameof(Newest), () => inner.Newest(limit, before, thread));

    public IReadOnlyList<LedgerEntry> OfEffect(EffectId effect) => Read(nameof(OfEffect), () => inner.OfEffect(effect));

    public IEnumerable<LedgerEntry> All() => Read(nameof(All), inner.All);

    public IEnumerable<LedgerEntry> From(long seq) => Read(nameof(From), () => inner.From(seq));

    public IEnumerable<Checkpoint> Checkpoints() => Read(nameof(Checkpoints), inner.Checkpoints);

    public IReadOnlyList<EffectId> OldBodies(DateTimeOffset until, int limit) =>
        Read(nameof(OldBodies), () => inner.OldBodies(until, limit));

    public DateTimeOffset? DropOf(DateTimeOffset stored, DateTimeOffset last) => Read(nameof(DropOf), () => inner.DropOf(stored, last));

    public DateTimeOffset? BelievedClock() => Read(nameof(BelievedClock), inner.BelievedClock);

    public IEnumerable<(EffectId Effect, byte[] Bytes)> Bodies() => Read(nameof(Bodies), inner.Bodies);

    public byte[]? Body(EffectId effect) => Read(nameof(Body), () => inner.Body(effect));

    public (string Text, Label Label)? Result(int approval) => Read(nameof(Result), () => inner.Result(approval));

    public ApprovalRecord? Approval(int number) => Read(nameof(Approval), () => inner.Approval(number));

    public Amounts Spent(BudgetScope scope) => Read(nameof(Spent), () => inner.Spent(scope));

    public bool Knows(HostName host) => Read(nameof(Knows), () => inner.Knows(host));

    private T Read<T>(string call, Func<T> work) => line.Pass(FaultPort.Ledger, call, acts: false, work);
}
