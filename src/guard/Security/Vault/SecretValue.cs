using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Gatehouse.Security.Vault;

/// <summary>The plaintext of a secret while it is in use. Prints as <c>[secret]</c>, cannot be written as JSON, is zeroed on disposal.</summary>
/// <remarks>
/// The bytes are pinned: an array that the collector moves leaves a copy behind that nothing ever zeroes. Disposal during use
/// ends in a request without the secret, never in one with another's. Otherwise thread-safe.
/// </remarks>
[DebuggerDisplay("[secret]")]
[JsonConverter(typeof(SecretValueRefusal))]
public sealed class SecretValue : IDisposable
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly byte[] _bytes;

    private volatile bool _disposed;

    private SecretValue(int length) => _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);

    /// <summary>Copies <paramref name="plaintext"/>; the caller zeroes its own.</summary>
    public static SecretValue From(ReadOnlySpan<byte> plaintext)
    {
        var secret = new SecretValue(plaintext.Length);
        plaintext.CopyTo(secret._bytes);
        return secret;
    }

    /// <summary>Keeps the UTF-8 form of <paramref name="plaintext"/>, as an owner typed it.</summary>
    public static SecretValue From(ReadOnlySpan<char> plaintext)
    {
        var secret = new SecretValue(Encoding.UTF8.GetByteCount(plaintext));
        Encoding.UTF8.GetBytes(plaintext, secret._bytes);
        return secret;
    }

    /// <summary>The plaintext. Only Egress's CredentialInjector calls this; elsewhere it is a banned symbol and breaks the build.</summary>
    /// <remarks>
    /// This is the buffer itself, not a copy: do not write to it, keep it or hand it on. It is all zeros after disposal.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The secret was disposed. The message names no secret.</exception>
    public byte[] Reveal()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _bytes;
    }

    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }

    public override string ToString() => "[secret]";
}
