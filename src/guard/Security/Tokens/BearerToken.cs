using System.Security.Cryptography;

namespace Gatehouse.Security.Tokens;

/// <summary>A fresh token: 256 random bits as 64 lower-case hex digits. It exists to be handed over once; only its hash is kept.</summary>
/// <remarks>Does not print itself; <see cref="Text"/> is the one way to its value. Immutable and thread-safe.</remarks>
public sealed class BearerToken
{
    /// <summary>256 bits: guessing is hopeless without any rate limit (RFC 6750 section 5.2, RFC 6819 section 5.1.4.2.2).</summary>
    public const int Bytes = 32;

    private BearerToken(string text) => Text = text;

    /// <summary>The token itself, for the one answer that carries it to its owner.</summary>
    public string Text { get; }

    public static BearerToken Create() => new(RandomNumberGenerator.GetHexString(Bytes * 2, lowercase: true));

    /// <summary>What is stored in its place.</summary>
    public TokenHash Hash() => TokenHash.Of(Text);

    public override string ToString() => "[token]";
}
