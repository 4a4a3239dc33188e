using System.Text;

namespace Gatehouse.Agent.Drivers.Html;

/// <summary>
/// A page that is handed to the parser piece by piece, for a limited time: the parser itself neither looks at a clock nor can be told to
/// stop, and <see cref="HtmlLimits"/> is an estimate.
/// </summary>
/// <remarks>
/// Not thread-safe. The clock is looked at every 4 KiB; what the parser does between two looks grows with the nesting that it got to until
/// then, so the time is passed by a part of itself at most.
/// </remarks>
internal sealed class PacedHtml(string html, TimeProvider clock, CancellationToken ct) : Stream
{
    /// <summary>Longest reading of one page: the largest ordinary ones (5 MB) take under two seconds.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(15);

    private const int Piece = 4096;

    // The mark in front makes the encoding certain: what the page says of itself was settled when it was decoded.
    private readonly byte[] _bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(html)];
    private readonly long _began = clock.GetTimestamp();
    private int _at;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _bytes.Length;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException("A page is read once, from its start.");
    }

    /// <exception cref="TimeoutException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc cref="Read(byte[], int, int)"/>
    public override int Read(Span<byte> buffer)
    {
        ct.ThrowIfCancellationRequested();
        if (clock.GetElapsedTime(_began) > MaxTime)
        {
            throw new TimeoutException();
        }

        var count = Math.Min(Math.Min(buffer.Length, Piece), _bytes.Length - _at);
        _bytes.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A page is read once, from its start.");

    public override void SetLength(long value) => throw new NotSupportedException("A page is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A page is only read.");
}
