using System.IO.Compression;
using System.Net;
using Gatehouse.Egress.Dialling;

namespace Gatehouse.Egress.Receiving;

/// <summary>
/// Step 7: a response body behind its limits, inflated here and not by the transport, so that both the bytes that came and the bytes they
/// become are limited: a small answer can inflate to gigabytes, and an endless one can inflate to nothing.
/// </summary>
internal sealed class CappedContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly long _cap;
    private readonly Deadline _deadline;
    private readonly AnswerStream _body;

    public CappedContent(HttpContent inner, long cap, Deadline deadline, AnswerStream body)
    {
        (_inner, _cap, _deadline, _body) = (inner, cap, deadline, body);
        foreach (var header in inner.Headers.Where(header => !IsAboutTheWire(header.Key)))
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task<Stream> CreateContentReadStreamAsync(CancellationToken cancellationToken) => Task.FromResult(Open());

    private Stream Open()
    {
        Stream body = new CappedStream(_body, _cap, _deadline);
        // Encodings were applied in the order listed (RFC 9110, 8.4), so they come off in reverse. Two layers are already strange.
        var encodings = _inner.Headers.ContentEncoding.Reverse().ToList();
        if (encodings.Count > 2)
        {
            throw new IOException("The answer is compressed more than twice.");
        }

        foreach (var encoding in encodings)
        {
            body = new CappedStream(Inflate(body, encoding), _cap, _deadline);
        }

        return body;
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => CreateContentReadStreamAsync(CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var body = await CreateContentReadStreamAsync(cancellationToken);
        await body.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
            _deadline.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Stream Inflate(Stream body, string encoding) =>
        encoding.ToUpperInvariant() switch
        {
            "GZIP" or "X-GZIP" => new GZipStream(body, CompressionMode.Decompress),
            // "deflate" is the zlib format (RFC 9110, 8.4.1.2).
            "DEFLATE" => new ZLibStream(body, CompressionMode.Decompress),
            "BR" => new BrotliStream(body, CompressionMode.Decompress),
            "IDENTITY" => body,
            _ => throw new IOException("The answer is compressed in a way that was not asked for."),
        };

    private static bool IsAboutTheWire(string name) =>
        name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);
}
