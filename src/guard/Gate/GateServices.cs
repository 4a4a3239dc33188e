using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Grants;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Scanning;
using Gatehouse.Gate.Stopping;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate;

/// <summary>The Gate and its parts, built in dependency order. This is the whole public way in.</summary>
public sealed class GateServices : IAsyncDisposable
{
    private readonly ILedgerStore _store;
    private readonly LedgerKey _key;
    private readonly LedgerSnapshot _snapshot;
    private readonly SettledRunner _runner;
    private readonly GateRecovery _recovery;
    private readonly BodyRetention _retention;
    private readonly ILogger _logger;
    private DateTimeOffset? _newest;

    public GateServices(
        ILedgerStore store,
        LedgerKey key,
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
        (_store, _key, _snapshot) = (store, key, store.Load());
        _logger = logs.CreateLogger<GateServices>();
        Ledger = new Ledger.Ledger(store, _snapshot.Head, key, scanner, clock, logs.CreateLogger<Ledger.Ledger>());
        Budget = new Budget(options, store, clock, logs.CreateLogger<Budget>());
        Stop = new StopSwitch(Ledger, _snapshot.Stops, events, clock);
        var seen = store.Newest(1, before: null, thread: null) is [var newest, ..] ? newest.Time : (DateTimeOffset?)null;
        Grants = new GrantBook(Ledger, _snapshot.Grants, seen, clock);
        Approvals = new ApprovalDesk(Ledger, store, Grants, events, options, _snapshot, clock);
        Unknowns = new UnknownInbox(Ledger, _snapshot.Unknowns, clock);
        var run = new EffectRun(
            Budget,
            Stop,
            Approvals,
            Unknowns,
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
        _retention = new BodyRetention(Ledger, store, options.BodyRetention, clock, logs.CreateLogger<BodyRetention>());
        _recovery = new GateRecovery(Ledger, Approvals, Unknowns, drivers, logs.CreateLogger<GateRecovery>());
    }

    public EffectGate Gate { get; }

    public Ledger.Ledger Ledger { get; }

    public ApprovalDesk Approvals { get; }

    public UnknownInbox Unknowns { get; }

    public Budget Budget { get; }

    public StopSwitch Stop { get; }

    public GrantBook Grants { get; }

    public InjectionWatch Injections { get; } = new();

    /// <summary>
    /// Whether the ledger verified at start: first from its last good checkpoint on, then the whole. Null where there is no such checkpoint
    /// and the whole is still being read.
    /// </summary>
    public bool? VerifiedAtStart { get; private set; }

    /// <summary>Both halves of a start at once: <see cref="BeginAsync"/>, then <see cref="TakeUpAsync"/>.</summary>
    public async Task StartAsync(string line, CancellationToken ct)
    {
        await BeginAsync(line);
        await TakeUpAsync(ct);
    }

    /// <summary>
    /// Looks at the end of the ledger and writes down that a program started, and with which key. Nothing may be recorded before: a checkpoint
    /// by a key that the chain does not name is none. A stop that is set between the halves holds for all that was left.
    /// </summary>
    /// <param name="line">For the ledger: which program started.</param>
    public async Task BeginAsync(string line)
    {
        // A damaged one is for the verifier to tell: it names no key that was there before.
        var before = _store.Checkpoints().Take(LedgerTail.MaxTried).FirstOrDefault(checkpoint => checkpoint.IsSigned);
        _newest = _store.Newest(1, null, null).Select(entry => (DateTimeOffset?)entry.Time).FirstOrDefault();
        VerifyTail();
        // Which key signs stands in the chain itself: a checkpoint by any other is none.
        var key = _key.Public;
        await Ledger.AppendDurablyAsync(new EntryDraft(EntryKind.Started, line, Digest: key.Fingerprint));
        if (before is not null && !before.Key.Equals(key))
        {
            _logger.LedgerRekeyed(before.Key.Short, key.Short, before.Head.Seq);
            await Ledger.AppendDurablyAsync(
                new EntryDraft(
                    EntryKind.Rekeyed,
                    $"the key {before.Key.Short} is gone; the key {key.Short} signs from here on",
                    Digest: key.Fingerprint
                )
            );
        }
        else if (before is null && _snapshot.Head.Seq > 0 && !_key.IsNew)
        {
            // The key's first commit has its checkpoint, so with one that was there before they were taken away.
            _logger.CheckpointsGone(key.Short, _snapshot.Head.Seq);
            await Ledger.AppendDurablyAsync(
                new EntryDraft(
                    EntryKind.Rekeyed,
                    $"none of the checkpoints of the {_snapshot.Head.Seq} entries before is left; the key {key.Short} signs from here on",
                    Digest: key.Fingerprint
                )
            );
        }
    }

    /// <summary>Closes what the last run left open, then takes up what was approved.</summary>
    public async Task TakeUpAsync(CancellationToken ct)
    {
        await _recovery.RunAsync(_snapshot, ct);
        _runner.Start();
        _retention.Start(_newest);
    }

    /// <summary>
    /// Puts other limits and another preset in force, for every decision from now on; what was decided and is under way goes on. It is on the
    /// disk before it holds.
    /// </summary>
    /// <param name="lines">What changes, for the ledger; an entry each, since a long one would be cut.</param>
    /// <param name="options">Caps of the budgets and how long a question waits; the rest counts from a start on.</param>
    /// <exception cref="LedgerUnavailableException">It could not be recorded, so all is as it was.</exception>
    public async Task UseAsync(IReadOnlyList<string> lines, GateOptions options, PolicyPreset preset)
    {
        foreach (var line in lines)
        {
            await Ledger.AppendDurablyAsync(new EntryDraft(EntryKind.Configured, line));
        }

        // First what cannot fail: the budget may have to ask the disk.
        Gate.Use(preset, options.ApprovalExpiry);
        Budget.Use(options);
    }

    /// <summary>Checks the whole chain; run in the background at start, because a long ledger takes a while.</summary>
    /// <remarks>A file that cannot be read to its end is a finding, not an exception: nobody waits for this.</remarks>
    public LedgerReport VerifyAtStart()
    {
        try
        {
            return Tell(Ledger.Verify(kept: null));
        }
#pragma warning disable CA1031 // Whatever keeps the ledger from being read, it was not found whole.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            var what = $"it cannot be read to its end: {cause.Message}";
            return Tell(new LedgerReport(0, Ledger.Head, [new LedgerProblem(0, "unreadable", what)]));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _retention.DisposeAsync();
        await _runner.DisposeAsync();
        await Ledger.DisposeAsync();
        Stop.Dispose();
    }

    // Short enough to wait for: what was written since the last checkpoint, a handful of entries after an orderly stop.
    private void VerifyTail()
    {
        if (LedgerTail.Verify(_store.Checkpoints(), _key.Public, _store.From) is { } tail)
        {
            Tell(tail);
        }
    }

    private LedgerReport Tell(LedgerReport report)
    {
        foreach (var problem in report.Problems)
        {
            _logger.LedgerProblem(problem.Problem, problem.Seq);
        }

        VerifiedAtStart = report.Ok;
        return report;
    }
}
