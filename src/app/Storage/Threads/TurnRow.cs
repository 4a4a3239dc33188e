using System.Text.Json;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Budgets;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Storage.Threads;

/// <summary>A row of <c>turns</c>; the members are the columns in the order of <see cref="Columns"/>.</summary>
internal sealed record TurnRow(
    string Id,
    string Thread,
    long Number,
    long? Continues,
    string? Zone,
    string State,
    long Created,
    long? Started,
    long? Ended,
    string? Reason,
    string? Response,
    long? Integrity,
    long? Confidentiality,
    string? Taint,
    long? Input_tokens,
    long? Output_tokens,
    string? Replaced_by,
    long? Charged_tokens,
    long? Micro_usd
)
{
    public const string Columns =
        "id, thread, number, continues, zone, state, created, started, ended, reason, response, integrity, confidentiality, taint, input_tokens, output_tokens, replaced_by, charged_tokens, micro_usd";

    public Turn ToTurn() =>
        new(
            new TurnId(Id),
            new ThreadId(Thread),
            (int)Number,
            (int?)Continues,
            Zone,
            Enum.Parse<TurnState>(State),
            DateTimeOffset.FromUnixTimeMilliseconds(Created),
            Started is { } started ? DateTimeOffset.FromUnixTimeMilliseconds(started) : null,
            Ended is { } ended ? End(ended) : null
        )
        {
            ReplacedBy = Replaced_by is null ? null : new TurnId(Replaced_by),
        };

    private TurnEnd End(long ended) =>
        new(
            Enum.Parse<TurnState>(State),
            EndReasons.Parse(Reason) ?? EndReason.InternalError,
            Response ?? "",
            new Label((Integrity)(Integrity ?? 0), (Confidentiality)(Confidentiality ?? 0)),
            JsonSerializer.Deserialize<List<Taint>>(Taint ?? "[]") ?? [],
            new TurnUsage(Input_tokens ?? 0, Output_tokens ?? 0, Charged_tokens is { } tokens ? new Charge(tokens, Micro_usd) : null),
            DateTimeOffset.FromUnixTimeMilliseconds(ended)
        );
}
