using System.Collections.Concurrent;
using Gatehouse.Gate.Approvals;

namespace Gatehouse.Guard.Tests.Gate;

/// <summary>Where settled effects arrive. Keeps one per approval, as the threads' database does, and counts how often it was told.</summary>
internal sealed class Inbox : ISettledEffects
{
    private readonly ConcurrentDictionary<int, SettledEffect> _kept = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<SettledEffect>> _waiting = new();
    private readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _told;
    private int _fails;

    public Inbox() { }

    public Inbox(IEnumerable<SettledEffect> kept)
    {
        foreach (var settled in kept)
        {
            Keep(settled);
        }
    }

    public ICollection<SettledEffect> Kept => _kept.Values;

    /// <summary>How often it was called, repetitions included.</summary>
    public int Told => _told;

    /// <summary>Done when a hand-over has failed.</summary>
    public Task Failed => _failed.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Makes the next hand-over fail.</summary>
    public void FailOnce() => _fails = 1;

    /// <summary>The settled effect of this approval, as soon as it is there.</summary>
    public Task<SettledEffect> Of(int approval) => Source(approval).Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task SettledAsync(SettledEffect settled, CancellationToken ct)
    {
        Interlocked.Increment(ref _told);
        if (Interlocked.Exchange(ref _fails, 0) == 1)
        {
            _failed.TrySetResult();
            throw new IOException("the database is busy");
        }

        Keep(settled);
        return Task.CompletedTask;
    }

    private void Keep(SettledEffect settled)
    {
        _kept.TryAdd(settled.Approval.Number, settled);
        Source(settled.Approval.Number).TrySetResult(_kept[settled.Approval.Number]);
    }

    private TaskCompletionSource<SettledEffect> Source(int approval) =>
        _waiting.GetOrAdd(approval, _ => new TaskCompletionSource<SettledEffect>(TaskCreationOptions.RunContinuationsAsynchronously));
}
