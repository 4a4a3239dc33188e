namespace Gatehouse.Server.Access;

/// <summary>At most so many in any period of that length, exactly: each take is remembered until it is too old to count.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SlidingWindow(int limit, TimeSpan period, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _taken = new();

    /// <summary>Whether nothing in the window counts any more.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                ForgetUnsynchronized(clock.GetUtcNow());
                return _taken.Count == 0;
            }
        }
    }

    /// <summary>Takes one, or says how long until the next can be had.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            ForgetUnsynchronized(now);
            if (_taken.Count >= limit)
            {
                retryAfter = _taken.Peek() + period - now;
                return false;
            }

            _taken.Enqueue(now);
            retryAfter = TimeSpan.Zero;
            return true;
        }
    }

    private void ForgetUnsynchronized(DateTimeOffset now)
    {
        while (_taken.TryPeek(out var oldest) && now - oldest >= period)
        {
            _taken.Dequeue();
        }
    }
}
