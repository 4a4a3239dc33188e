using System.Text.Json.Serialization;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Contracts.Approvals;

/// <summary>One question to the owner, as the card shows it. Also the event <c>approval_needed</c>, which carries the same members.</summary>
/// <param name="Digest">SHA-256 of the exact bytes that will run, 64 hex digits.</param>
/// <param name="Source">What untrusted text is in the conversation; null when none is.</param>
/// <param name="Fields">Every field of the stored bytes.</param>
/// <param name="AlwaysLine">What "always" would allow from then on; null when it is not offered.</param>
/// <param name="PolicyRow">The row of the policy table that asks, 1 to 12.</param>
/// <param name="Why">Its reason as a sentence.</param>
public sealed record ApprovalView(
    string RequestId,
    string ToolName,
    string Description,
    string Parameters,
    string ThreadId,
    bool AllowAlways,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string Digest,
    string EffectKind,
    long Size,
    string? Source,
    LabelView ContextLabel,
    IReadOnlyList<FieldView> Fields,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AlwaysLine = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? PolicyRow = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null
) : ServerEvent;
