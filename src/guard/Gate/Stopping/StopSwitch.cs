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
    private readonly Lock gate = new();
    private readonly Ledger.Ledger ledger;
    private readonly IEventSink events;
    private readonly TimeProvider clock;
    private readonly Dictionary<StopScope, StopMark> marks;
    private readonly Dictionary<StopScope, CancellationTokenSource> brakes = [];
    private readonly Dictionary<string, OpenEffect> running = new(StringComparer.Ordinal);

    public StopSwitch(Ledger.Ledger ledger, IEnumerable<StopMark> set, IEventSink events, TimeProvider clock)
    {
        (this.ledger, this.events, this.clock) = (ledger, events, clock);
        marks = set.ToDictionary(mark => mark.Scope);
    }

    public IReadOnlyList<StopMark> Marks
    {
        get
        {
            lock (gate)
            {
                return [.. marks.Values];
            }
        }
    }

    /// <summary>The stop that holds this thread back, the global one first; null when none does.</summary>
    public StopMark? Covering(ThreadId? thread)
    {
        lock (gate)
        {
            return CoveringUnsynchronized(thread);
        }
    }

    /// <summary>Cancelled as soon as a stop that covers the thread is set.</summary>
    public CancellationToken TokenFor(ThreadId? thread)
    {
        lock (gate)
        {
            if (CoveringUnsynchronized(thread) is not null)
            {
                return new CancellationToken(canceled: true);
            }

            // One brake per thread; a global stop pulls them all.
            return BrakeUnsynchronized(new StopScope(thread)).Token;
        }
    }

    public async Task<StopReceipt> StopAsync(StopScope scope, string reason, CancellationToken ct)
    {
        StopMark mark;
        List<OpenEffect> hit;
        List<CancellationTokenSource> pulled;
        lock (gate)
        {
            mark = marks.TryGetValue(scope, out var already) ? already : new StopMark(scope, clock.GetUtcNow(), reason);
            marks[scope] = mark;
            hit = [.. running.Values.Where(effect => scope.Thread is null || effect.Thread == scope.Thread)];
            pulled = [.. brakes.Where(brake => scope.Thread is null || brake.Key == scope).Select(brake => brake.Value)];
            foreach (var key in brakes.Where(brake => pulled.Contains(brake.Value)).Select(brake => brake.Key).ToList())
            {
                brakes.Remove(key);
            }
        }

        // Brakes first, disk second: a stop that waits for a slow disk is no stop.
        foreach (var brake in pulled)
        {
            await brake.CancelAsync();
            brake.Dispose();
        }

        await ledger.AppendDurablyAsync(
            new EntryDraft(EntryKind.Stopped, $"stopped {scope}; {hit.Count} under way", Thread: scope.Thread),
            new LedgerChange.StopSet(mark)
        );
        events.Publish(new GateEvent.Stopped(mark));
        return new StopReceipt(mark, hit.Count, [.. hit.Where(effect => effect.Kind is EffectKind.ModelCall or EffectKind.FetchPage or EffectKind.HttpRequest)]);
    }

    public async Task ResumeAsync(StopScope scope, CancellationToken ct)
    {
        lock (gate)
        {
            if (!marks.ContainsKey(scope))
            {
                return;
            }
        }

        // Disk first, brakes second: what resumes must be allowed to, also after a crash.
        await ledger.AppendDurablyAsync(
            new EntryDraft(EntryKind.Resumed, $"resumed {scope}", Thread: scope.Thread),
            new LedgerChange.StopCleared(scope)
        );
        lock (gate)
        {
            marks.Remove(scope);
        }

        events.Publish(new GateEvent.Resumed(scope));
    }

    /// <summary>Registers an effect as under way; the token ends with a stop. Null when a stop came first.</summary>
    internal (CancellationToken Token, IDisposable Exit)? Enter(OpenEffect effect)
    {
        lock (gate)
        {
            if (CoveringUnsynchronized(effect.Thread) is not null)
            {
                return null;
            }

            running[effect.Id.Value] = effect;
            return (BrakeUnsynchronized(new StopScope(effect.Thread)).Token, new Exit(this, effect.Id.Value));
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var brake in brakes.Values)
            {
                brake.Dispose();
            }

            brakes.Clear();
        }
    }

    private StopMark? CoveringUnsynchronized(ThreadId? thread) =>
        marks.TryGetValue(StopScope.Global, out var global) ? global
        : thread is not null && marks.TryGetValue(new StopScope(thread), out var own) ? own
        : null;

    private CancellationTokenSource BrakeUnsynchronized(StopScope scope)
    {
        if (!brakes.TryGetValue(scope, out var brake))
        {
            brakes[scope] = brake = new CancellationTokenSource();
        }

        return brake;
    }

    private sealed class Exit(StopSwitch owner, string effect) : IDisposable
    {
        public void Dispose()
        {
            lock (owner.gate)
            {
                owner.running.Remove(effect);
            }
        }
    }
}
