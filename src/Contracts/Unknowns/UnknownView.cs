using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Unknowns;

/// <summary>An effect that waits for the owner's word on whether it happened.</summary>
/// <param name="Id">The effect's id, as in the ledger.</param>
/// <param name="Line">What it was, in one line.</param>
/// <param name="Approval">The approval that it ran with, such as A12; null when it needed none.</param>
public sealed record UnknownView(
    string Id,
    string Kind,
    string Line,
    DateTimeOffset Since,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TurnId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Approval = null
);
