using System.Collections.Immutable;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Gate.Ledger;
using Gatehouse.Gate.Stopping;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;
using Gatehouse.Security.Labels;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>
/// An honest twin of the ledger's database: a commit is all or nothing, and what was committed is all that survives. It can be told
/// to fail or to hold commits, and gives the store as it was after any commit.
/// </summary>
internal sealed class InMemoryLedgerStore : ILedgerStore
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private ImmutableList<State> _history;
    private TaskCompletionSource _held = Source();
    private Exception? _failure;

    public InMemoryLedgerStore()
        : this(State.Empty) { }

    private InMemoryLedgerStore(State state) => _history = [state];

    /// <summary>How many commits there were.</summary>
    public int Commits => History.Count - 1;

    /// <summary>Completed when a commit has arrived at the closed door.</summary>
    public Task Held
    {
        get
        {
            lock (_gate)
            {
                return _held.Task.WaitAsync(TimeSpan.FromSeconds(20));
            }
        }
    }

    private ImmutableList<State> History
    {
        get
        {
            lock (_gate)
            {
                return _history;
            }
        }
    }

    private State Now => History[^1];

    /// <summary>From now on each commit fails as a full disk does.</summary>
    public void FailCommits() => _failure = new IOException("No space left on device");

    /// <summary>From now on each commit waits until <see cref="ReleaseCommits"/>.</summary>
    public void HoldCommits()
    {
        lock (_gate)
        {
            _held = Source();
        }

        _open.Reset();
    }

    public void ReleaseCommits() => _open.Set();

    /// <summary>What a process finds that starts after a crash: the state as of the last commit.</summary>
    public InMemoryLedgerStore Crash() => new(Now);

    /// <summary>What it finds if the crash came right after commit number <paramref name="commit"/>.</summary>
    public InMemoryLedgerStore CrashAfter(int commit) => new(History[commit]);

    /// <summary>A disk on which someone changed the signed heads.</summary>
    public InMemoryLedgerStore WithCheckpoints(Func<IEnumerable<Checkpoint>, IEnumerable<Checkpoint>> change) =>
        new(Now with { Checkpoints = [.. change(Now.Checkpoints)] });

    /// <summary>A disk on which someone changed the entries.</summary>
    public InMemoryLedgerStore WithEntries(Func<IEnumerable<LedgerEntry>, IEnumerable<LedgerEntry>> change) =>
        new(Now with { Entries = [.. change(Now.Entries)] });

    /// <summary>A disk on which someone changed something.</summary>
    public InMemoryLedgerStore Tampered(Func<ApprovalRecord, ApprovalRecord> change) =>
        new(Now with { Approvals = Now.Approvals.ToImmutableDictionary(row => row.Key, row => change(row.Value)) });

    public void Commit(IReadOnlyList<LedgerChange> changes)
    {
        if (!_open.IsSet)
        {
            lock (_gate)
            {
                _held.TrySetResult();
            }

            _open.Wait();
        }

        if (_failure is not null)
        {
            throw _failure;
        }

        lock (_gate)
        {
            _history = _history.Add(changes.Aggregate(Now, (state, change) => state.With(change)));
        }
    }

    public LedgerSnapshot Load()
    {
        var now = Now;
        return new LedgerSnapshot(
            now.Entries.Count == 0 ? LedgerHead.Empty : new LedgerHead(now.Entries[^1].Seq, now.Entries[^1].Hash),
            now.Approvals.Count == 0 ? 0 : now.Approvals.Keys.Max(),
            [.. now.Approvals.Values.Where(approval => approval.State != ApprovalState.Closed).OrderBy(approval => approval.Number)],
            [.. now.Reservations.Values.Where(held => !held.Settled)],
            [.. now.Open.Values],
            [.. now.Grants.Values],
            [.. now.Stops.Values],
            [.. now.Unknowns.Values]
        );
    }

    public IReadOnlyList<LedgerEntry> Newest(int limit, long? before, ThreadId? thread) =>
        [
            .. Now
                .Entries.Where(entry => (before is null || entry.Seq < before) && (thread is null || entry.What.Thread == thread))
                .Reverse()
                .Take(limit),
        ];

    public IReadOnlyList<LedgerEntry> OfEffect(EffectId effect) => [.. Now.Entries.Where(entry => entry.What.Effect == effect)];

    public IEnumerable<LedgerEntry> All() => Now.Entries;

    public IEnumerable<LedgerEntry> From(long seq) => Now.Entries.SkipWhile(entry => entry.Seq != seq);

    public IEnumerable<Checkpoint> Checkpoints() => Now.Checkpoints.Reverse();

    public IEnumerable<(EffectId Effect, byte[] Bytes)> Bodies() => Now.Bodies.Select(row => (row.Key, row.Value));

    public byte[]? Body(EffectId effect) => Now.Bodies.GetValueOrDefault(effect);

    /// <summary>A body is as old as its effect's first entry.</summary>
    public IReadOnlyList<EffectId> OldBodies(DateTimeOffset until, int limit) =>
        [
            .. Now
                .Bodies.Keys.Where(effect => OfEffect(effect)[0].Time < until)
                .Where(effect => !Now.Open.ContainsKey(effect) && !Now.Unknowns.ContainsKey(effect))
                .Where(effect => !Now.Approvals.Values.Any(one => one.Effect == effect && one.State != ApprovalState.Closed))
                .Take(limit),
        ];

    public DateTimeOffset? BelievedClock() => Now.Believed;

    public DateTimeOffset? DropOf(DateTimeOffset stored, DateTimeOffset last) =>
        Now.Drops.Where(drop => drop.Until > stored && drop.At >= last).Select(drop => (DateTimeOffset?)drop.At).FirstOrDefault();

    public (string Text, Label Label)? Result(int approval) => Now.Results.TryGetValue(approval, out var result) ? result : null;

    public ApprovalRecord? Approval(int number) => Now.Approvals.GetValueOrDefault(number);

    /// <summary>A sum that the disk can no longer tell.</summary>
    public BudgetScope? Damaged { get; set; }

    public Amounts Spent(BudgetScope scope) =>
        scope == Damaged
            ? throw new IOException($"{scope.Key} has been altered")
            : Now
                .Reservations.Values.Where(held => held.Scopes.Contains(scope))
                .Aggregate(Amounts.None, (sum, held) => sum.Replace(Amounts.None, held.Amounts));

    public bool Knows(HostName host) => Now.Reservations.Values.Any(held => held.NovelHost == host);

    /// <summary>All reservations that were ever saved, as they are now.</summary>
    public IReadOnlyCollection<Reservation> Reservations => [.. Now.Reservations.Values];

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record State(
        ImmutableList<LedgerEntry> Entries,
        ImmutableDictionary<EffectId, byte[]> Bodies,
        ImmutableDictionary<EffectId, OpenEffect> Open,
        ImmutableDictionary<int, ApprovalRecord> Approvals,
        ImmutableDictionary<int, (string Text, Label Label)> Results,
        ImmutableDictionary<EffectId, Reservation> Reservations,
        ImmutableDictionary<string, Grant> Grants,
        ImmutableDictionary<StopScope, StopMark> Stops,
        ImmutableList<Checkpoint> Checkpoints,
        ImmutableDictionary<EffectId, UnknownEffect> Unknowns,
        ImmutableList<LedgerChange.BodiesDropped> Drops,
        DateTimeOffset? Believed
    )
    {
        public static readonly State Empty = new(
            [],
            ImmutableDictionary<EffectId, byte[]>.Empty,
            ImmutableDictionary<EffectId, OpenEffect>.Empty,
            ImmutableDictionary<int, ApprovalRecord>.Empty,
            ImmutableDictionary<int, (string Text, Label Label)>.Empty,
            ImmutableDictionary<EffectId, Reservation>.Empty,
            ImmutableDictionary<string, Grant>.Empty,
            ImmutableDictionary<StopScope, StopMark>.Empty,
            [],
            ImmutableDictionary<EffectId, UnknownEffect>.Empty,
            [],
            null
        );

        public State With(LedgerChange change) =>
            change switch
            {
                LedgerChange.EntryAdded added => this with { Entries = Entries.Add(added.Entry) },
                LedgerChange.BodyStored body => this with { Bodies = Bodies.SetItem(body.Effect, body.Bytes) },
                LedgerChange.EffectOpened opened => this with { Open = Open.SetItem(opened.Effect.Id, opened.Effect) },
                LedgerChange.EffectClosed closed => this with { Open = Open.Remove(closed.Effect) },
                LedgerChange.ApprovalSaved saved => this with { Approvals = Approvals.SetItem(saved.Approval.Number, saved.Approval) },
                LedgerChange.ResultStored stored => this with { Results = Results.SetItem(stored.Approval, (stored.Text, stored.Label)) },
                LedgerChange.ReservationSaved saved => this with
                {
                    Reservations = Reservations.SetItem(saved.Reservation.Effect, saved.Reservation),
                },
                LedgerChange.GrantSaved saved => this with { Grants = Grants.SetItem(saved.Grant.Id, saved.Grant) },
                LedgerChange.GrantRevoked revoked => this with { Grants = Grants.Remove(revoked.Id) },
                LedgerChange.StopSet set => this with { Stops = Stops.SetItem(set.Stop.Scope, set.Stop) },
                LedgerChange.BodiesDropped drop => this with { Bodies = Bodies.RemoveRange(drop.Effects), Drops = Drops.Add(drop) },
                LedgerChange.ClockBelieved believed => this with { Believed = believed.At },
                LedgerChange.UnknownAdded added => this with { Unknowns = Unknowns.SetItem(added.Effect.Id, added.Effect) },
                LedgerChange.UnknownAnswered answered => this with { Unknowns = Unknowns.Remove(answered.Effect) },
                LedgerChange.CheckpointAdded added => this with { Checkpoints = Checkpoints.Add(added.Checkpoint) },
                LedgerChange.StopCleared cleared => this with { Stops = Stops.Remove(cleared.Scope) },
                _ => throw new InvalidOperationException($"unknown change {change}"),
            };
    }
}
