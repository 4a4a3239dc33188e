namespace Gatehouse.Egress.Receiving;

/// <summary>Reads until a cap or a deadline is reached, then fails; never hands out a byte beyond either.</summary>
internal sealed class CappedStream(Stream inner, long cap, Deadline deadline) : AsyncStream
{
    private CancellationTokenSource? _linked;
    private CancellationToken _reader;
    private long _read;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        var either = Either(ct);
        try
        {
            // One byte over the cap shows that there are more; the budget was reserved for no more than that.
            var most = (int)Math.Min(buffer.Length, cap - _read + 1);
            return Count(await inner.ReadAsync(buffer[..most], either));
        }
        catch (OperationCanceledException) when (deadline.IsOver && !ct.IsCancellationRequested)
        {
            throw deadline.TooSlow();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _linked?.Dispose();
        }

        base.Dispose(disposing);
    }

    // Kept from read to read: nearly all come with the same token, and a large body is many reads.
    private CancellationToken Either(CancellationToken ct)
    {
        if (!ct.CanBeCanceled)
        {
            return deadline.Token;
        }

        if (_linked is null || _reader != ct)
        {
            _linked?.Dispose();
            (_linked, _reader) = (CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token), ct);
        }

        return _linked.Token;
    }

    private int Count(int read)
    {
        deadline.Progress();
        _read += read;
        return _read <= cap ? read : throw EgressFailure.TooLarge(cap);
    }
}
