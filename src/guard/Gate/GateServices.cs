using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Grants;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Scanning;
using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate;

/// <summary>The Gate and its parts, built in dependency order. This is the whole public way in.</summary>
public sealed class GateServices : IAsyncDisposable
{
    private readonly LedgerSnapshot _snapshot;
    private readonly SettledRunner _runner;
    private readonly GateRecovery _recovery;
    private readonly ILogger _logger;

    public GateServices(
        ILedgerStore store,
        GatePolicy policy,
        GateOptions options,
        DriverTable drivers,
        IEventSink events,
        ISettledEffects settled,
        DeepScan scanner,
        TimeProvider clock,
        ILoggerFactory logs
    )
    {
        _snapshot = store.Load();
        _logger = logs.CreateLogger<GateServices>();
        Ledger = new Ledger.Ledger(store, _snapshot.Head, scanner, clock, logs.CreateLogger<Ledger.Ledger>());
        Budget = new Budget(options, store, clock, logs.CreateLogger<Budget>());
        Stop = new StopSwitch(Ledger, _snapshot.Stops, events, clock);
        var seen = store.Newest(1, before: null, thread: null) is [var newest, ..] ? newest.Time : (DateTimeOffset?)null;
        Grants = new GrantBook(Ledger, _snapshot.Grants, seen, clock);
        Approvals = new ApprovalDesk(Ledger, store, Grants, events, options, _snapshot, clock);
        var run = new EffectRun(
            Budget,
            Stop,
            Approvals,
            Ledger,
            drivers,
            scanner,
            Injections,
            options,
            clock,
            logs.CreateLogger<EffectRun>()
        );
        Gate = new EffectGate(policy, Stop, Grants, Approvals, Ledger, run, options, clock);
        _runner = new SettledRunner(
            Gate,
            Approvals,
            Grants,
            Ledger,
            store,
            settled,
            events,
            Injections,
            clock,
            logs.CreateLogger<SettledRunner>()
        );
        _recovery = new GateRecovery(Ledger, Approvals, drivers, logs.CreateLogger<GateRecovery>());
    }

    public EffectGate Gate { get; }

    public Ledger.Ledger Ledger { get; }

    public ApprovalDesk Approvals { get; }

    public Budget Budget { get; }

    public StopSwitch Stop { get; }

    public GrantBook Grants { get; }

    public InjectionWatch Injections { get; } = new();

    /// <summary>Whether the ledger verified at start; null while that is still being found out.</summary>
    public bool? VerifiedAtStart { get; private set; }

    /// <summary>Closes what the last run left open, then takes up what was approved.</summary>
    /// <param name="line">For the ledger: which program started.</param>
    public async Task StartAsync(string line, CancellationToken ct)
    {
        await Ledger.AppendDurablyAsync(new EntryDraft(EntryKind.Started, line));
        await _recovery.RunAsync(_snapshot, ct);
        _runner.Start();
    }

    /// <summary>Checks the whole chain; run in the background at start, because a long ledger takes a while.</summary>
    public LedgerReport VerifyAtStart()
    {
        var report = Ledger.Verify(kept: null);
        foreach (var problem in report.Problems)
        {
            _logger.LedgerProblem(problem.Problem, problem.Seq);
        }

        VerifiedAtStart = report.Ok;
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        await _runner.DisposeAsync();
        await Ledger.DisposeAsync();
        Stop.Dispose();
    }
}
