namespace Gatehouse.Server.Events;

/// <summary>The newest events, as many as fit. Not thread-safe: the hub holds its lock.</summary>
internal sealed class EventRing
{
    /// <summary>Events kept: some minutes of a busy server, so that a laptop that wakes finds its place.</summary>
    public const int MaxFrames = 4096;

    /// <summary>Memory they may take.</summary>
    public const long MaxBytes = 8L * 1024 * 1024;

    private readonly Queue<EventFrame> _frames = new();
    private long _bytes;

    /// <summary>Number of the newest event that is gone. Who saw less than that has missed something.</summary>
    public long GoneThrough { get; private set; }

    public void Add(EventFrame frame)
    {
        _frames.Enqueue(frame);
        _bytes += frame.Size;
        while (_frames.Count > MaxFrames || _bytes > MaxBytes)
        {
            var gone = _frames.Dequeue();
            _bytes -= gone.Size;
            GoneThrough = gone.Seq;
        }
    }

    public IEnumerable<EventFrame> After(long seq) => _frames.Where(frame => frame.Seq > seq);
}
