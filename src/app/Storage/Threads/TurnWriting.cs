using System.Text.Json;
using Dapper;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>The statements that begin and end turns; each runs inside its caller's transaction.</summary>
internal static class TurnWriting
{
    private const int MaxTitleLength = 60;

    /// <param name="said">The message that may give the thread its title.</param>
    public static void EnsureThread(SqliteConnection db, ThreadId thread, string? said, DateTimeOffset now) =>
        db.Execute(
            """
            INSERT INTO threads (id, title, created, updated) VALUES (@Value, @title, @now, @now)
            ON CONFLICT (id) DO UPDATE SET title = COALESCE(title, excluded.title), updated = excluded.updated
            """,
            new
            {
                thread.Value,
                title = said is null ? null : Title(said),
                now = now.ToUnixTimeMilliseconds(),
            }
        );

    /// <summary>Gives the turn its number and a time of its own, so that history can be paged by time.</summary>
    public static Turn Queue(SqliteConnection db, Turn turn)
    {
        var (last, latest) = db.QuerySingle<(long, long)>(
            "SELECT COALESCE(MAX(number), 0), COALESCE(MAX(created), 0) FROM turns WHERE thread = @Value",
            turn.Thread
        );
        var created = Math.Max(turn.Created.ToUnixTimeMilliseconds(), latest + 1);
        db.Execute(
            """
            INSERT INTO turns (id, thread, number, continues, zone, state, created)
            VALUES (@Id, @Thread, @number, @Continues, @Zone, 'Queued', @created)
            """,
            new
            {
                Id = turn.Id.Value,
                Thread = turn.Thread.Value,
                number = last + 1,
                turn.Continues,
                turn.Zone,
                created,
            }
        );
        return turn with { Number = (int)last + 1, Created = DateTimeOffset.FromUnixTimeMilliseconds(created) };
    }

    public static void End(SqliteConnection db, Turn turn, TurnEnd end, IReadOnlyList<ThreadMessage> last)
    {
        var ended = db.Execute(
            """
            UPDATE turns SET state = @State, ended = @time, reason = @reason, response = @Response,
                integrity = @Integrity, confidentiality = @Confidentiality, taint = @taint, input_tokens = @Input, output_tokens = @Output,
                charged_tokens = @charged, micro_usd = @money
            WHERE id = @Id AND ended IS NULL
            """,
            new
            {
                Id = turn.Id.Value,
                State = end.State.ToString(),
                time = end.Time.ToUnixTimeMilliseconds(),
                reason = end.Reason.Wire(),
                Response = StoredText.Of(end.Response),
                Integrity = (long)end.Label.Integrity,
                Confidentiality = (long)end.Label.Confidentiality,
                taint = JsonSerializer.Serialize(end.Taint),
                end.Usage.Input,
                end.Usage.Output,
                charged = end.Usage.Charged?.Tokens,
                money = end.Usage.Charged?.MicroUsd,
            }
        );
        if (ended == 0)
        {
            return;
        }

        foreach (var message in last)
        {
            SettledWriting.Append(db, message);
        }

        EnsureThread(db, turn.Thread, null, end.Time);
    }

    private static string Title(string said)
    {
        var line = string.Join(' ', StoredText.Of(said).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxTitleLength)
        {
            return line;
        }

        var end = char.IsHighSurrogate(line[MaxTitleLength - 2]) ? MaxTitleLength - 2 : MaxTitleLength - 1;
        return line[..end] + "…";
    }
}
