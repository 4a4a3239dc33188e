namespace Gatehouse.Contracts.Ledger;

/// <summary>One signed head. <paramref name="Key"/> is the fingerprint of the public key: SHA-256, 64 hex digits.</summary>
public sealed record CheckpointView(long Seq, DateTimeOffset Time, string Key);
