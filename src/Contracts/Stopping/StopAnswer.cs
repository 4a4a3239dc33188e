using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Stopping;

/// <summary>A stop was set, with what it caught.</summary>
public sealed record StopAnswer(
    string Scope,
    DateTimeOffset Since,
    StopReceiptView Receipt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ThreadId = null
);
