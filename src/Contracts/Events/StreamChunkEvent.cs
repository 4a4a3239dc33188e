using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Events;

/// <summary>A piece of a running answer; with replace, all of it so far.</summary>
public sealed record StreamChunkEvent(
    string Content,
    string ThreadId,
    string TurnId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Replace = null
) : ServerEvent;
