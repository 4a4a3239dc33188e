using System.Security.Cryptography;

namespace Gatehouse.Storage.Backups;

/// <summary>Decrypts a backup as it is read. A byte is given out only after its whole chunk was found to be genuine.</summary>
/// <remarks>That the end was not cut off is known only when it has been reached: read until 0.</remarks>
internal sealed class OpeningStream(Stream file, ChunkSeal seal, CancellationToken ct) : Stream
{
    private const int Full = ChunkSeal.ChunkBytes + ChunkSeal.TagBytes;

    private readonly byte[] _text = new byte[ChunkSeal.ChunkBytes];

    // One byte more than a chunk tells whether another follows.
    private readonly byte[] _sealed = new byte[Full + 1];
    private int _ahead;
    private int _at;
    private int _filled;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="BackupRefusedException">The passphrase is wrong, or the file is not as it was written.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        while (_at == _filled && !_ended)
        {
            OpenNext();
        }

        var given = Math.Min(buffer.Length, _filled - _at);
        _text.AsSpan(_at, given).CopyTo(buffer);
        _at += given;
        return given;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_text);
        base.Dispose(disposing);
    }

    private void OpenNext()
    {
        ct.ThrowIfCancellationRequested();
        var there = _ahead + file.ReadAtLeast(_sealed.AsSpan(_ahead), _sealed.Length - _ahead, throwOnEndOfStream: false);
        _ended = there <= Full;
        var chunk = _sealed.AsSpan(0, Math.Min(there, Full));
        _filled = 0;
        _at = 0;
        if (!seal.TryOpen(chunk, _text.AsSpan(0, Math.Max(0, chunk.Length - ChunkSeal.TagBytes)), _ended))
        {
            throw Refused(chunk);
        }

        _filled = chunk.Length - ChunkSeal.TagBytes;
        _ahead = there - chunk.Length;
        _sealed[0] = _sealed[Full];
    }

    private BackupRefusedException Refused(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length == Full && _ended && seal.TryOpen(chunk, _text, last: false))
        {
            return new("The backup is cut off: its end is missing. Copy it again from where it is whole.");
        }

        return seal.Next == 0
            ? new("The passphrase is wrong, or the beginning of the backup was altered. Nothing was restored.")
            : new(
                $"The backup is cut off, damaged or was altered (at chunk {seal.Next + 1}). Nothing was restored; use another copy of the file."
            );
    }
}
