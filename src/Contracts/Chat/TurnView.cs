using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Chat;

/// <summary>One turn of a thread.</summary>
/// <param name="UserInput">Empty when the turn continues after an approval; then <paramref name="Continues"/> names it.</param>
/// <param name="MessageId">What the send was answered with; left out on a continuation.</param>
/// <param name="State">Queued (waits for the turns before it), Processing, Completed, Failed or Interrupted.</param>
/// <param name="Dropped">True when the owner took the response out of the conversation; left out otherwise.</param>
/// <param name="Pasted">What the owner brought along; left out when nothing.</param>
/// <param name="ReplacedBy">The turn that took its place: the model does not see this one any more. Left out while it counts.</param>
public sealed record TurnView(
    string TurnId,
    int TurnNumber,
    string UserInput,
    string? Response,
    string State,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    LabelView Label,
    IReadOnlyList<TaintView> Taint,
    IReadOnlyList<ToolCallView> ToolCalls,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndReason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Continues = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MessageId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UsageView? Usage = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Dropped = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PastedView>? Pasted = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReplacedBy = null
);
