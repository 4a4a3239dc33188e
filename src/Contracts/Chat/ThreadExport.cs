using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>A thread whole: every text in full, with its label and source.</summary>
public sealed record ThreadExport(ThreadView Thread, DateTimeOffset ExportedAt, IReadOnlyList<ExportedTurn> Turns);

/// <summary>One turn of an export. The members are those of <see cref="TurnView"/>.</summary>
/// <param name="Replaced">True when another turn took its place; left out otherwise.</param>
public sealed record ExportedTurn(
    int TurnNumber,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    string? EndReason,
    IReadOnlyList<ExportedMessage> Messages,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Replaced = null
);

/// <summary>One message of an export.</summary>
/// <param name="Role">owner, pasted, assistant, tool or result.</param>
/// <param name="Calls">The tools that an assistant message asked for.</param>
/// <param name="CallId">Of a tool message: the call it answers.</param>
/// <param name="Dropped">The owner took it out: the model does not see it any more.</param>
public sealed record ExportedMessage(
    string Role,
    string Text,
    LabelView Label,
    string Source,
    DateTimeOffset Time,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ExportedCall>? Calls = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CallId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Outcome = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EffectId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Dropped = null
);

/// <summary>A tool as the model asked for it.</summary>
/// <param name="Arguments">The raw text; a model wrote it.</param>
public sealed record ExportedCall(string Id, string Name, string Arguments);
