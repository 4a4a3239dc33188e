using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Ledger;

/// <summary>One recorded fact. <paramref name="Line"/> is for people and holds no content.</summary>
public sealed record LedgerEntryView(
    long Seq,
    DateTimeOffset Time,
    string Kind,
    string Line,
    string Hash,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EffectId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EffectKind = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Digest = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TurnId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Size = null
);
