using System.Security.Cryptography;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Ledger;

/// <summary>The public half of the key that signs a ledger's checkpoints: ECDSA on P-256, as an X.509 SubjectPublicKeyInfo.</summary>
/// <remarks>Thread-safe. It may hold any bytes: what is no such key has signed nothing.</remarks>
public sealed class LedgerPublicKey(byte[] info) : IEquatable<LedgerPublicKey>
{
    /// <summary>Bytes of a whole key: the header below and an uncompressed point of two 32-byte coordinates with its marker (RFC 5480).</summary>
    public const int Size = 91;

    private const int Coordinate = 32;
    private const int SignatureSize = 2 * Coordinate;

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { 04 ...: one curve and one form, so nothing is parsed that is neither.
    private static ReadOnlySpan<byte> Header =>
        [
            0x30,
            0x59,
            0x30,
            0x13,
            0x06,
            0x07,
            0x2A,
            0x86,
            0x48,
            0xCE,
            0x3D,
            0x02,
            0x01,
            0x06,
            0x08,
            0x2A,
            0x86,
            0x48,
            0xCE,
            0x3D,
            0x03,
            0x01,
            0x07,
            0x03,
            0x42,
            0x00,
            0x04,
        ];

    /// <summary>The bytes as they are stored and exported.</summary>
    public ReadOnlyMemory<byte> Info => info;

    /// <summary>SHA-256 of <see cref="Info"/>.</summary>
    public Digest Fingerprint { get; } = Digest.Of(info);

    /// <summary>For people: the first 64 bits of the fingerprint.</summary>
    public string Short => Fingerprint.Hex[..16];

    /// <summary>Whether the owner of this key signed exactly this head and time.</summary>
    public bool Signed(LedgerHead head, DateTimeOffset time, ReadOnlySpan<byte> signature)
    {
        if (info.Length != Size || !info.AsSpan().StartsWith(Header) || signature.Length != SignatureSize)
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(info, out _);
            return key.VerifyData(Checkpoint.Signed(head, time), signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            // A point that is not on the curve.
            return false;
        }
    }

    public bool Equals(LedgerPublicKey? other) => other is not null && Fingerprint == other.Fingerprint;

    public override bool Equals(object? obj) => Equals(obj as LedgerPublicKey);

    public override int GetHashCode() => Fingerprint.GetHashCode();
}
