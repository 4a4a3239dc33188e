using Gatehouse.Gate.Passes;

namespace Gatehouse.Egress.Receiving;

/// <summary>Reads until a cap or a deadline is reached, then fails; never hands out a byte beyond either.</summary>
/// <param name="wire">Counts what is read; null where the bytes were counted before they were inflated.</param>
internal sealed class CappedStream(Stream inner, long cap, Deadline deadline, TrafficMeter? wire) : Stream
{
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        try
        {
            // One byte over the cap shows that there are more; the budget was reserved for no more than that.
            var most = (int)Math.Min(buffer.Length, cap - _read + 1);
            return Count(await inner.ReadAsync(buffer[..most], either.Token));
        }
        catch (OperationCanceledException) when (deadline.IsOver && !ct.IsCancellationRequested)
        {
            throw deadline.TooSlow();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) =>
        ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("Responses are read asynchronously, so that a stop can end them.");

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read)
    {
        deadline.Progress();
        _read += read;
        wire?.Add(read);
        return _read <= cap ? read : throw EgressFailure.TooLarge(cap);
    }
}
