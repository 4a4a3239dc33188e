using System.Security.Cryptography;

namespace Gatehouse.Storage.Backups;

/// <summary>Encrypts what is written to it. <see cref="Finish"/> writes the last chunk: without it the file does not open.</summary>
internal sealed class SealingStream(Stream file, ChunkSeal seal, CancellationToken ct) : Stream
{
    private readonly byte[] _text = new byte[ChunkSeal.ChunkBytes];
    private readonly byte[] _sealed = new byte[ChunkSeal.ChunkBytes + ChunkSeal.TagBytes];
    private int _filled;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            // A full chunk is held back until more comes: it may be the last.
            if (_filled == _text.Length)
            {
                Emit(last: false);
            }

            var taken = Math.Min(buffer.Length, _text.Length - _filled);
            buffer[..taken].CopyTo(_text.AsSpan(_filled));
            _filled += taken;
            buffer = buffer[taken..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public void Finish() => Emit(last: true);

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_text);
        base.Dispose(disposing);
    }

    private void Emit(bool last)
    {
        ct.ThrowIfCancellationRequested();
        var chunk = _sealed.AsSpan(0, _filled + ChunkSeal.TagBytes);
        seal.Seal(_text.AsSpan(0, _filled), chunk, last);
        file.Write(chunk);
        _filled = 0;
    }
}
