namespace Gatehouse.Egress.Dialling;

/// <summary>
/// A connection as HTTP is spoken over it, above TLS: every byte belongs to the exchange that the connection is rented for.
/// </summary>
internal sealed class MeteredStream(Stream inner, PooledConnection owner) : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default)
    {
        owner.Current.Sending(buffer.Length);
        return inner.WriteAsync(buffer, ct);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken ct) =>
        WriteAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override Task FlushAsync(CancellationToken ct) => inner.FlushAsync(ct);

    // With an empty buffer the transport waits until there is something, also while nobody rents the connection: that must find it closed.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) =>
        buffer.IsEmpty ? inner.ReadAsync(buffer, ct) : ReadAsync(owner.Current, buffer, ct);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) =>
        ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw Synchronous();

    public override void Write(byte[] buffer, int offset, int count) => throw Synchronous();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Closed();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadAsync(Exchange exchange, Memory<byte> buffer, CancellationToken ct)
    {
        var read = await inner.ReadAsync(buffer[..exchange.Room(buffer.Length)], ct);
        return exchange.Received(read) ? read : throw EgressFailure.TooMuchFraming();
    }

    private static NotSupportedException Synchronous() => new("Connections are used asynchronously, so that a stop can end what waits.");
}
