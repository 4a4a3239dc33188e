using System.Text.Json.Serialization;
using Gatehouse.Contracts.Chat;

namespace Gatehouse.Contracts.Events;

/// <summary>A turn began.</summary>
public sealed record TurnStartedEvent(
    string ThreadId,
    string TurnId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? UserInput = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Continues = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PastedView>? Pasted = null
) : ServerEvent;
