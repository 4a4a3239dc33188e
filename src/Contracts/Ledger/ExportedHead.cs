using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Ledger;

/// <summary>The end of the chain, to be kept elsewhere: it shows later that nothing before it was dropped or changed.</summary>
/// <param name="Signature">ECDSA P-256 with SHA-256 over number, hash and time, base64; null in heads of older versions.</param>
/// <param name="PublicKey">The key's SubjectPublicKeyInfo, base64; null in heads of older versions.</param>
public sealed record ExportedHead(
    int V,
    long Seq,
    string Hash,
    DateTimeOffset Time,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Signature = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PublicKey = null
);
