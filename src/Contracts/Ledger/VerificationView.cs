using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Ledger;

/// <summary>What verifying the ledger found.</summary>
public sealed record VerificationView(
    bool Ok,
    long Entries,
    HeadView Head,
    IReadOnlyList<ProblemView> Problems,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] CheckpointsView? Checkpoints = null
);
