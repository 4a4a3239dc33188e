using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Agent.Loop;

/// <summary>One lane per thread: its turns run one after the other, in the order they were queued; lanes run beside each other.</summary>
/// <remarks>The queue itself is on the disk. A lane lives while its thread has work, and holds nothing that a crash could lose. Thread-safe.</remarks>
internal sealed class ThreadLanes(IThreadStore store, TimeProvider clock, ILogger<ThreadLanes> logger) : IAsyncDisposable
{
    /// <summary>Turns that run at once, of all threads: more would only wait for the model.</summary>
    public const int MaxRunning = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<ThreadId, Lane> _lanes = [];
    private readonly HashSet<ThreadId> _early = [];
    private readonly SemaphoreSlim _slots = new(MaxRunning);
    private readonly CancellationTokenSource _closing = new();
    private Func<Turn, CancellationToken, Task>? _run;
    private bool _closed;

    /// <summary>Starts work: first what the last run left, then what is woken. Until now nothing has run.</summary>
    public void Open(Func<Turn, CancellationToken, Task> turn, IEnumerable<ThreadId> left)
    {
        List<ThreadId> waiting;
        lock (_gate)
        {
            _run = turn;
            waiting = [.. _early.Union(left)];
            _early.Clear();
        }

        waiting.ForEach(Wake);
    }

    /// <summary>Says that a thread has a queued turn.</summary>
    public void Wake(ThreadId thread)
    {
        lock (_gate)
        {
            if (_closed)
            {
                return;
            }

            if (_run is null)
            {
                _early.Add(thread);
            }
            else if (_lanes.TryGetValue(thread, out var busy))
            {
                busy.Again = true;
            }
            else
            {
                var lane = new Lane();
                _lanes.Add(thread, lane);
                lane.Work = Task.Run(() => DrainAsync(thread, lane, _run));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Task> running;
        lock (_gate)
        {
            _closed = true;
            running = [.. _lanes.Values.Select(lane => lane.Work)];
        }

        await _closing.CancelAsync();
        await Task.WhenAll(running);
        _closing.Dispose();
        _slots.Dispose();
    }

    private async Task DrainAsync(ThreadId thread, Lane lane, Func<Turn, CancellationToken, Task> turn)
    {
        do
        {
            try
            {
                while (await RunNextAsync(thread, turn)) { }
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested) { }
#pragma warning disable CA1031 // A disk that refuses must not end the process; the turn stays queued and the next message tries again.
            catch (Exception cause)
#pragma warning restore CA1031
            {
                logger.LaneFailed(thread.Value, cause);
            }
        } while (!Leave(thread, lane));
    }

    private async Task<bool> RunNextAsync(ThreadId thread, Func<Turn, CancellationToken, Task> turn)
    {
        await _slots.WaitAsync(_closing.Token);
        try
        {
            if (await store.BeginTurnAsync(thread, clock.GetUtcNow(), _closing.Token) is not { } next)
            {
                return false;
            }

            await turn(next, _closing.Token);
            return true;
        }
        finally
        {
            _slots.Release();
        }
    }

    // Leaving and waking look at the same flag under the same lock: a turn that is queued just now is not overlooked.
    private bool Leave(ThreadId thread, Lane lane)
    {
        lock (_gate)
        {
            if (lane.Again && !_closed)
            {
                lane.Again = false;
                return false;
            }

            _lanes.Remove(thread);
            return true;
        }
    }

    private sealed class Lane
    {
        public Task Work { get; set; } = Task.CompletedTask;

        public bool Again { get; set; }
    }
}
