using Gatehouse.Contracts.Approvals;

namespace Gatehouse.Contracts.Ledger;

/// <summary>All that is recorded of one effect, and its fields while the bytes are kept.</summary>
public sealed record EffectView(
    string EffectId,
    IReadOnlyList<LedgerEntryView> Entries,
    IReadOnlyList<FieldView> Fields,
    bool BodyAvailable
);
