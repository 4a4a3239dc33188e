using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Security.Tokens;

/// <summary>The SHA-256 of a token, and the only place where a presented token is compared.</summary>
/// <remarks>
/// A plain hash is enough: the tokens are 256 random bits, so there is no dictionary to slow down. Not a record and without
/// equality, so that no comparison leaves by another door. Immutable and thread-safe.
/// </remarks>
public sealed class TokenHash
{
    /// <summary>Characters of a presented token that are hashed; what is longer never matches.</summary>
    public const int MaxPresented = 4096;

    private static readonly SearchValues<char> StoredDigits = SearchValues.Create("0123456789abcdef");

    private readonly byte[] _hash;

    private TokenHash(byte[] hash) => _hash = hash;

    /// <summary>The form for storage: 64 lower-case hex digits.</summary>
    public string Hex => Convert.ToHexStringLower(_hash);

    /// <summary>The hash of a token that was created or configured here.</summary>
    public static TokenHash Of(string token) => new(Digest(token));

    /// <summary>Reads the storage form; false for anything else.</summary>
    public static bool TryParse(string? hex, [NotNullWhen(true)] out TokenHash? hash)
    {
        var plain = hex is { Length: SHA256.HashSizeInBytes * 2 } && !hex.AsSpan().ContainsAnyExcept(StoredDigits);
        hash = plain ? new TokenHash(Convert.FromHexString(hex!)) : null;
        return plain;
    }

    /// <summary>Whether <paramref name="presented"/> is the token; false for null, empty and longer than <see cref="MaxPresented"/>.</summary>
    /// <remarks>
    /// Hashes and compares in every case: the time tells neither how much was right nor why it was wrong. The cap keeps a
    /// megabyte header from buying a megabyte of hashing.
    /// </remarks>
    public bool Matches(string? presented)
    {
        var text = presented ?? "";
        var equal = CryptographicOperations.FixedTimeEquals(Digest(text.AsSpan(0, Math.Min(text.Length, MaxPresented))), _hash);
        return equal & (text.Length is > 0 and <= MaxPresented);
    }

    public override string ToString() => "[token hash]";

    private static byte[] Digest(ReadOnlySpan<char> token)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(token.Length)];
        var length = Encoding.UTF8.GetBytes(token, bytes);
        var hash = SHA256.HashData(bytes.AsSpan(0, length));
        CryptographicOperations.ZeroMemory(bytes);
        return hash;
    }
}
