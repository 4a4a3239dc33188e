namespace Gatehouse.Egress.Dialling;

/// <summary>
/// A connection as HTTP is spoken over it, above TLS: every byte belongs to the exchange that the connection is rented for.
/// </summary>
internal sealed class MeteredStream(Stream inner, PooledConnection owner) : AsyncStream
{
    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken ct = default)
    {
        owner.Current.Sending(buffer.Length);
        return inner.WriteAsync(buffer, ct);
    }

    public override Task FlushAsync(CancellationToken ct) => inner.FlushAsync(ct);

    // With an empty buffer the transport waits until there is something, also while nobody rents the connection: that must find it closed.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) =>
        buffer.IsEmpty ? inner.ReadAsync(buffer, ct) : ReadAsync(owner.Current, buffer, ct);

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
}
