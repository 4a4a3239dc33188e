using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Storage.Sessions;

/// <summary>SHA-256 of a random secret: all that is kept of it. Made only by hashing, so a secret cannot be stored by mistake.</summary>
/// <remarks>For secrets of 128 random bits or more. A password needs a slow hash, which this is not.</remarks>
public sealed record SecretHash
{
    private SecretHash(string hex) => Hex = hex;

    internal string Hex { get; }

    public static SecretHash Of(string secret) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));

    /// <summary>Compares in constant time.</summary>
    public bool Matches(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex), Encoding.ASCII.GetBytes(Of(secret).Hex));

    public override string ToString() => "[hash]";

    internal static SecretHash Stored(string hex) => new(hex);
}
