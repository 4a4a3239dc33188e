using System.Text.Json;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>A row of <c>messages</c>; the members are the columns in the order of <see cref="Columns"/>.</summary>
internal sealed record MessageRow(
    string Id,
    string Turn,
    string Role,
    string Text,
    long Integrity,
    long Confidentiality,
    string Source,
    string Calls,
    string? Call_id,
    string? Tool,
    string? Outcome,
    string? Effect,
    long? Approval,
    long? Took,
    long Time,
    long Dropped,
    string Signals,
    long Replaced
)
{
    public const string Columns =
        "m.id, m.turn, m.role, m.text, m.integrity, m.confidentiality, m.source, m.calls, m.call_id, m.tool, m.outcome, m.effect, m.approval, m.took, m.time, m.dropped, m.signals, m.replaced";

    public const string Insert = """
        INSERT INTO messages (id, turn, role, text, integrity, confidentiality, source, calls, call_id, tool, outcome, effect, approval, took, time, dropped, signals, replaced)
        VALUES (@Id, @Turn, @Role, @Text, @Integrity, @Confidentiality, @Source, @Calls, @Call_id, @Tool, @Outcome, @Effect, @Approval, @Took, @Time, @Dropped, @Signals, @Replaced)
        """;

    public static MessageRow Of(ThreadMessage message) =>
        new(
            message.Id,
            message.Turn.Value,
            message.Role.ToString(),
            StoredText.Of(message.Text),
            (long)message.Label.Integrity,
            (long)message.Label.Confidentiality,
            StoredText.Of(message.Source),
            JsonSerializer.Serialize(message.Calls),
            message.Call?.CallId,
            message.Call?.Tool,
            message.Call?.Outcome.Wire(),
            message.Call?.Effect?.Value,
            message.Call?.Approval,
            (long?)message.Call?.Took.TotalMilliseconds,
            message.Time.ToUnixTimeMilliseconds(),
            message.Dropped ? 1 : 0,
            SignalNames.Join(message.Call?.Signals ?? []),
            message.Replaced ? 1 : 0
        );

    public ThreadMessage ToMessage() =>
        new(
            Id,
            new TurnId(Turn),
            Enum.Parse<MessageRole>(Role),
            Text,
            new Label((Integrity)Integrity, (Confidentiality)Confidentiality),
            Source,
            JsonSerializer.Deserialize<List<ToolCall>>(Calls) ?? [],
            Call_id is null ? null : End(Call_id),
            DateTimeOffset.FromUnixTimeMilliseconds(Time)
        )
        {
            Dropped = Dropped != 0,
            Replaced = Replaced != 0,
        };

    private CallEnd End(string call) =>
        new(
            call,
            Tool ?? "",
            CallOutcomes.Parse(Outcome) ?? CallOutcome.Unknown,
            Effect is null ? null : new EffectId(Effect),
            (int?)Approval,
            TimeSpan.FromMilliseconds(Took ?? 0)
        )
        {
            Signals = SignalNames.Split(Signals),
        };
}
