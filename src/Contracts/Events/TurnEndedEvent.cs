using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>A turn has an end.</summary>
public sealed record TurnEndedEvent(
    string ThreadId,
    string TurnId,
    string State,
    string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Chat.UsageView? Usage = null
) : ServerEvent;
