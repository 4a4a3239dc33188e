using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Status;

/// <summary>Where the ledger stands.</summary>
/// <param name="Verified">Whether the check at start found it whole; false also until it has ended.</param>
/// <param name="Problem">What is wrong and what to do: it cannot be written, or was not found whole. Left out while nothing is known to be wrong.</param>
public sealed record LedgerStatusView(
    long Seq,
    string Hash,
    long Entries,
    bool Verified,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem = null
);
