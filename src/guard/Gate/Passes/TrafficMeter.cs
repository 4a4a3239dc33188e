namespace Gatehouse.Gate.Passes;

/// <summary>Bytes that moved over the network under one pass. Thread-safe: a body may be sent while its answer is being read.</summary>
internal sealed class TrafficMeter
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
