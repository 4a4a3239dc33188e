using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Ledger;
using Gatehouse.Guard.Tests.Gate;
using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Budgets;

/// <summary>A budget over an in-memory disk to which each reservation is committed, without a Gate around it.</summary>
internal sealed class BudgetRig
{
    public static readonly ThreadId Thread = new("11111111111111111111111111111111");

    public BudgetRig(GateOptions options, FakeClock? clock = null, InMemoryLedgerStore? store = null)
    {
        (Options, Clock, Store) = (options, clock ?? new FakeClock(), store ?? new InMemoryLedgerStore());
        Budget = new Budget(options, Store, Clock, Log);
    }

    public GateOptions Options { get; }

    public FakeClock Clock { get; }

    public InMemoryLedgerStore Store { get; }

    public LogLines<Budget> Log { get; } = new();

    public Budget Budget { get; }

    /// <summary>The same home after a crash.</summary>
    public BudgetRig Restart(GateOptions? options = null) => new(options ?? Options, Clock, Store.Crash());

    public (Reservation? Held, BudgetRefusal? Refusal) Reserve(Amounts amounts, string? host = null, ThreadId? thread = null)
    {
        var effect = EffectId.Create(Clock);
        var bound = new ReservationBound(amounts, host is null ? null : Some.Host(host));
        var (held, refusal) = Budget.Reserve(effect, thread ?? Thread, bound);
        return (held is null ? null : Save(held), refusal);
    }

    public Reservation Settle(Reservation held, TokenUsage? tokens, long bytes = 0, bool notSent = false) =>
        Save(Budget.Settle(held, new EffectUse(tokens, bytes, notSent)));

    public Reservation Release(Reservation held) => Save(Budget.Release(held));

    public long Used(BudgetDimension dimension) => Budget.Status().Used(dimension);

    private Reservation Save(Reservation reservation)
    {
        Store.Commit([new LedgerChange.ReservationSaved(reservation)]);
        return reservation;
    }
}
