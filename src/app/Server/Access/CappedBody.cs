using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>
/// A request body that ends with 413 at the first byte too many. The web server's own count includes the framing of chunks, so a
/// body of exactly the limit would pass or fail by how it was cut. It also ends with 401 when the credential that came with its head
/// was taken back meanwhile: who sends slowly must not act with what is dead by then.
/// </summary>
internal sealed class CappedBody(Stream inner, long most) : Stream
{
    private long _seen;

    /// <summary>Asked when the body is complete, before anybody acts on it.</summary>
    public Func<bool>? StillOpens { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        _seen += read;
        if (read == 0 && buffer.Length > 0 && StillOpens is { } stillOpens && !stillOpens())
        {
            throw new BadHttpRequestException("the credential was taken back", StatusCodes.Status401Unauthorized);
        }

        if (_seen <= most)
        {
            return read;
        }

        await Lingering.DrainAsync(inner, cancellationToken);
        throw new BadHttpRequestException("the body is too large", StatusCodes.Status413PayloadTooLarge);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
