using System.Text.Json.Serialization;

namespace Gatehouse.Contracts;

/// <summary>The request was taken; what comes of it arrives as events.</summary>
public sealed record AcceptedView(
    string MessageId,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
);
