namespace Gatehouse.Server.Access;

/// <summary>At most so many in any period of that length, exactly: each take is remembered until it is too old to count.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SlidingWindow(int limit, TimeSpan period, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> taken = new();

    /// <summary>Whether nothing in the window counts any more.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                ForgetUnsynchronized(clock.GetUtcNow());
                return taken.Count == 0;
            }
        }
    }

    /// <summary>Takes one, or says how long until the next can be had.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            ForgetUnsynchronized(now);
            if (taken.Count >= limit)
            {
                retryAfter = taken.Peek() + period - now;
                return false;
            }

            taken.Enqueue(now);
            retryAfter = TimeSpan.Zero;
            return true;
        }
    }

    private void ForgetUnsynchronized(DateTimeOffset now)
    {
        while (taken.TryPeek(out var oldest) && now - oldest >= period)
        {
            taken.Dequeue();
        }
    }
}
