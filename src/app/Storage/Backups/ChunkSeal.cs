using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Gatehouse.Storage.Backups;

/// <summary>The cipher of one backup: each chunk by its number, told apart from the last, and bound to the header.</summary>
/// <remarks>
/// The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015): a chunk that is missing, moved or from another file does not
/// open, and neither does a file whose end was cut off. The key is of this file alone, because its salt is; so the number is nonce enough.
/// </remarks>
internal sealed class ChunkSeal : IDisposable
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;

    private readonly AesGcm _cipher;
    private readonly byte[] _bound;
    private readonly byte[] _nonce = new byte[NonceBytes];
    private ulong _next;

    private ChunkSeal(AesGcm cipher, byte[] bound) => (_cipher, _bound) = (cipher, bound);

    /// <summary>Number of the chunk that is next.</summary>
    public ulong Next => _next;

    public static ChunkSeal Derive(BackupHeader header, ReadOnlySpan<byte> passphrase)
    {
        var key = GC.AllocateArray<byte>(KeyBytes, pinned: true);
        try
        {
            Rfc2898DeriveBytes.Pbkdf2(passphrase, header.Salt, key, header.Iterations, HashAlgorithmName.SHA512);
            return WithKey(header, key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <param name="key">32 bytes, derived from the header's salt.</param>
    public static ChunkSeal WithKey(BackupHeader header, ReadOnlySpan<byte> key) =>
        // One byte for "last", then the header's hash.
        new(new AesGcm(key, TagBytes), [0, .. SHA256.HashData(header.Bytes())]);

    /// <param name="sealedChunk">As long as the text and a tag.</param>
    public void Seal(ReadOnlySpan<byte> text, Span<byte> sealedChunk, bool last)
    {
        Prepare(last);
        _cipher.Encrypt(_nonce, text, sealedChunk[..text.Length], sealedChunk[text.Length..], _bound);
        _next++;
    }

    /// <summary>False when this is not the chunk that belongs here; then nothing is given out, and it may be tried again.</summary>
    public bool TryOpen(ReadOnlySpan<byte> sealedChunk, Span<byte> text, bool last)
    {
        if (sealedChunk.Length < TagBytes)
        {
            return false;
        }

        Prepare(last);
        try
        {
            _cipher.Decrypt(_nonce, sealedChunk[..^TagBytes], sealedChunk[^TagBytes..], text, _bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }

        _next++;
        return true;
    }

    public void Dispose() => _cipher.Dispose();

    private void Prepare(bool last)
    {
        _bound[0] = last ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt64BigEndian(_nonce.AsSpan(NonceBytes - sizeof(ulong)), _next);
    }
}
