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

    private readonly Lock gate = new();
    private readonly Dictionary<ThreadId, Lane> lanes = [];
    private readonly HashSet<ThreadId> early = [];
    private readonly SemaphoreSlim slots = new(MaxRunning);
    private readonly CancellationTokenSource closing = new();
    private Func<Turn, CancellationToken, Task>? run;
    private bool closed;

    /// <summary>Starts work: first what the last run left, then what is woken. Until now nothing has run.</summary>
    public void Open(Func<Turn, CancellationToken, Task> turn, IEnumerable<ThreadId> left)
    {
        List<ThreadId> waiting;
        lock (gate)
        {
            run = turn;
            waiting = [.. early.Union(left)];
            early.Clear();
        }

        waiting.ForEach(Wake);
    }

    /// <summary>Says that a thread has a queued turn.</summary>
    public void Wake(ThreadId thread)
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            if (run is null)
            {
                early.Add(thread);
            }
            else if (lanes.TryGetValue(thread, out var busy))
            {
                busy.Again = true;
            }
            else
            {
                var lane = new Lane();
                lanes.Add(thread, lane);
                lane.Work = Task.Run(() => DrainAsync(thread, lane, run));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<Task> running;
        lock (gate)
        {
            closed = true;
            running = [.. lanes.Values.Select(lane => lane.Work)];
        }

        await closing.CancelAsync();
        await Task.WhenAll(running);
        closing.Dispose();
        slots.Dispose();
    }

    private async Task DrainAsync(ThreadId thread, Lane lane, Func<Turn, CancellationToken, Task> turn)
    {
        do
        {
            try
            {
                while (await RunNextAsync(thread, turn)) { }
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested) { }
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
        await slots.WaitAsync(closing.Token);
        try
        {
            if (await store.BeginTurnAsync(thread, clock.GetUtcNow(), closing.Token) is not { } next)
            {
                return false;
            }

            await turn(next, closing.Token);
            return true;
        }
        finally
        {
            slots.Release();
        }
    }

    // Leaving and waking look at the same flag under the same lock: a turn that is queued just now is not overlooked.
    private bool Leave(ThreadId thread, Lane lane)
    {
        lock (gate)
        {
            if (lane.Again && !closed)
            {
                lane.Again = false;
                return false;
            }

            lanes.Remove(thread);
            return true;
        }
    }

    private sealed class Lane
    {
        public Task Work { get; set; } = Task.CompletedTask;

        public bool Again { get; set; }
    }
}
