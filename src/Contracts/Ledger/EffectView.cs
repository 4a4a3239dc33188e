using System.Text.Json.Serialization;
using Gatehouse.Contracts.Approvals;

namespace Gatehouse.Contracts.Ledger;

/// <summary>All that is recorded of one effect, and its fields while the bytes are kept.</summary>
/// <param name="BodyDropped">When retention dropped the bytes; null where it was not that.</param>
public sealed record EffectView(
    string EffectId,
    IReadOnlyList<LedgerEntryView> Entries,
    IReadOnlyList<FieldView> Fields,
    bool BodyAvailable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? BodyDropped = null
);
