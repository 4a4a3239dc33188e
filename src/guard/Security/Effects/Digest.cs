using System.Security.Cryptography;

namespace Gatehouse.Security.Effects;

/// <summary>SHA-256 of an effect's canonical bytes: what an approval is bound to. Text form: 64 lower-case hex digits.</summary>
public sealed record Digest
{
    private Digest(string hex) => Hex = hex;

    public string Hex { get; }

    public static Digest Of(ReadOnlySpan<byte> bytes) => new(Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>Reads a stored digest; null when it is not 64 lower-case hex digits.</summary>
    public static Digest? Parse(string? hex) =>
        hex is { Length: 64 } && hex.All(digit => digit is (>= '0' and <= '9') or (>= 'a' and <= 'f')) ? new Digest(hex) : null;

    public override string ToString() => Hex;
}
