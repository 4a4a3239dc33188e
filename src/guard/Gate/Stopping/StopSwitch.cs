using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Stopping;

/// <summary>What a stop did.</summary>
/// <param name="Cancelled">Effects that were under way and were told to end.</param>
/// <param name="OnTheWire">Those of them that had begun to reach the outside: what was sent cannot be recalled.</param>
public sealed record StopReceipt(StopMark Stop, int Cancelled, IReadOnlyList<OpenEffect> OnTheWire);

/// <summary>The owner's hand on the brake: global or per thread, on disk before it is confirmed, and asked at every effect.</summary>
/// <remarks>Thread-safe. Stays set across restarts until resumed.</remarks>
public sealed class StopSwitch : IDisposable
{
    private readonly Lock _gate = new();

    private readonly Ledger.Ledger _ledger;
    private readonly IEventSink _events;
    private readonly TimeProvider _clock;
    private readonly Dictionary<StopScope, StopMark> _marks;
    private readonly Dictionary<StopScope, CancellationTokenSource> _brakes = [];
    private readonly Dictionary<string, OpenEffect> _running = new(StringComparer.Ordinal);
    private long _stops;

    public StopSwitch(Ledger.Ledger ledger, IEnumerable<StopMark> set, IEventSink events, TimeProvider clock)
    {
        (_ledger, _events, _clock) = (ledger, events, clock);
        _marks = set.ToDictionary(mark => mark.Scope);
    }

    public IReadOnlyList<StopMark> Marks
    {
        get
        {
            lock (_gate)
            {
                return [.. _marks.Values];
            }
        }
    }

    /// <summary>The stop that holds this thread back, the global one first; null when none does.</summary>
    public StopMark? Covering(ThreadId? thread)
    {
        lock (_gate)
        {
            return CoveringUnsynchronized(thread);
        }
    }

    /// <summary>Sets a stop. What is under way is told to end before the disk is waited for.</summary>
    /// <remarks>Not cancellable: an owner who hangs up has still pulled the brake.</remarks>
    public async Task<StopReceipt> StopAsync(StopScope scope, string reason, CancellationToken ct)
    {
        StopMark mark;
        List<OpenEffect> hit;
        List<CancellationTokenSource> pulled;
        Task onDisk;
        lock (_gate)
        {
            mark = _marks.TryGetValue(scope, out var already) ? already : new StopMark(scope, _clock.GetUtcNow(), reason);
            _marks[scope] = mark;
            _stops++;
            hit = [.. _running.Values.Where(effect => scope.Thread is null || effect.Thread == scope.Thread)];
            pulled = PullUnsynchronized(scope);
            // Queued under the lock, so that stops and resumes have the same order on the disk as here.
            onDisk = QueueUnsynchronized(
                EntryKind.Stopped,
                $"stopped {scope}; {hit.Count} under way; {reason}",
                scope,
                new LedgerChange.StopSet(mark)
            );
        }

        // Brakes first, disk second: a stop that waits for a slow disk is no stop.
        foreach (var brake in pulled)
        {
            await brake.CancelAsync();
            brake.Dispose();
        }

        await onDisk;
        _events.Publish(new GateEvent.Stopped(mark));
        return new StopReceipt(
            mark,
            hit.Count,
            [.. hit.Where(effect => effect.Kind is EffectKind.ModelCall or EffectKind.FetchPage or EffectKind.HttpRequest)]
        );
    }

    /// <summary>Takes a stop back. A stop that is set meanwhile holds.</summary>
    public async Task ResumeAsync(StopScope scope, CancellationToken ct)
    {
        Task onDisk;
        long stops;
        lock (_gate)
        {
            if (!_marks.ContainsKey(scope))
            {
                return;
            }

            stops = _stops;
            onDisk = QueueUnsynchronized(EntryKind.Resumed, $"resumed {scope}", scope, new LedgerChange.StopCleared(scope));
        }

        // Disk first, brakes second: what resumes must be allowed to, also after a crash.
        await onDisk;
        lock (_gate)
        {
            if (_stops != stops)
            {
                return;
            }

            _marks.Remove(scope);
        }

        _events.Publish(new GateEvent.Resumed(scope));
    }

    /// <summary>Registers an effect as under way; the token ends with a stop. Null when a stop came first.</summary>
    internal (CancellationToken Token, IDisposable Exit)? Enter(OpenEffect effect)
    {
        lock (_gate)
        {
            if (CoveringUnsynchronized(effect.Thread) is not null)
            {
                return null;
            }

            _running[effect.Id.Value] = effect;
            return (BrakeUnsynchronized(new StopScope(effect.Thread)).Token, new Exit(this, effect.Id.Value));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var brake in _brakes.Values)
            {
                brake.Dispose();
            }

            _brakes.Clear();
        }
    }

    private StopMark? CoveringUnsynchronized(ThreadId? thread) =>
        _marks.TryGetValue(StopScope.Global, out var global) ? global
        : thread is not null && _marks.TryGetValue(new StopScope(thread), out var own) ? own
        : null;

    private List<CancellationTokenSource> PullUnsynchronized(StopScope scope)
    {
        var pulled = _brakes.Where(brake => scope.Thread is null || brake.Key == scope).ToList();
        pulled.ForEach(brake => _brakes.Remove(brake.Key));
        return pulled.ConvertAll(brake => brake.Value);
    }

    private Task QueueUnsynchronized(EntryKind kind, string line, StopScope scope, LedgerChange change)
    {
        try
        {
            return _ledger.AppendDurablyAsync(new EntryDraft(kind, line, Thread: scope.Thread), change);
        }
        catch (LedgerUnavailableException broken)
        {
            // The brake is pulled all the same; who asked hears that it is not on the disk.
            return Task.FromException(broken);
        }
    }

    private CancellationTokenSource BrakeUnsynchronized(StopScope scope)
    {
        if (!_brakes.TryGetValue(scope, out var brake))
        {
            _brakes[scope] = brake = new CancellationTokenSource();
        }

        return brake;
    }

    private sealed class Exit(StopSwitch owner, string effect) : IDisposable
    {
        public void Dispose()
        {
            lock (owner._gate)
            {
                owner._running.Remove(effect);
            }
        }
    }
}
