using Dapper;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>Brings the result of an asked effect to its thread, once; each method runs inside its caller's transaction.</summary>
/// <remarks>
/// The result may come before its placeholder is written (the owner was quick, or the server stopped in between). It then waits in
/// <c>settled</c>, and <see cref="Append"/> puts it in the placeholder's place.
/// </remarks>
internal static class SettledWriting
{
    public static ThreadMessage Append(SqliteConnection db, ThreadMessage message)
    {
        var stored = message.Call is { Outcome: CallOutcome.Waiting, Effect: { } effect } ? WithResult(db, message, effect) : message;
        db.Execute(MessageRow.Insert, MessageRow.Of(stored));
        return stored;
    }

    public static bool Save(SqliteConnection db, Settlement settled, TurnId continuation, DateTimeOffset now)
    {
        var waiting = db.QuerySingleOrDefault<TurnRow>($"SELECT {TurnRow.Columns} FROM turns WHERE id = @Value", settled.Waiting)?.ToTurn();
        if (waiting is null || !Add(db, settled, now))
        {
            return false;
        }

        var placeholder = db.ExecuteScalar<long?>(
            "SELECT seq FROM messages WHERE turn = @Turn AND role = 'Tool' AND effect = @Effect",
            new { Turn = settled.Waiting.Value, Effect = settled.Effect.Value }
        );
        // The model does not see a placeholder that was taken out with its call: what came of it needs a place of its own.
        var unseen = db.ExecuteScalar<bool>("SELECT dropped FROM messages WHERE seq = @placeholder", new { placeholder });
        var next = new Turn(continuation, settled.Thread, 0, settled.Approval, waiting.Zone, TurnState.Queued, now, null, null);
        if (unseen || WasSpokenSince(db, waiting) || (placeholder is null && waiting.End is not null))
        {
            Replace(db, placeholder, settled.Outcome, LaterText(settled.Approval), Label.OfAssistant, settled.Tool, []);
            TurnWriting.Queue(db, next);
            db.Execute(MessageRow.Insert, MessageRow.Of(LateMessage(settled, continuation, now)));
            Placed(db, settled.Effect);
        }
        else
        {
            if (placeholder is not null)
            {
                Replace(db, placeholder, settled.Outcome, settled.Text, settled.Label, settled.Source, settled.Signals);
                Placed(db, settled.Effect);
            }

            QueueUnlessWaiting(db, waiting, next);
        }

        TurnWriting.EnsureThread(db, settled.Thread, null, now);
        return true;
    }

    /// <summary>As <see cref="Save"/>, for a result whose conversation went on elsewhere: nothing is queued.</summary>
    public static void Place(SqliteConnection db, Settlement settled, DateTimeOffset now)
    {
        if (Add(db, settled, now))
        {
            var placeholder = db.ExecuteScalar<long?>(
                "SELECT seq FROM messages WHERE turn = @Turn AND role = 'Tool' AND effect = @Effect",
                new { Turn = settled.Waiting.Value, Effect = settled.Effect.Value }
            );
            Replace(db, placeholder, settled.Outcome, settled.Text, settled.Label, settled.Source, settled.Signals);
            Placed(db, settled.Effect);
        }
    }

    private static ThreadMessage WithResult(SqliteConnection db, ThreadMessage message, EffectId effect)
    {
        var row = db.QuerySingleOrDefault<SettledRow>(
            "SELECT approval, outcome, text, integrity, confidentiality, source, placed, signals FROM settled WHERE effect = @Value",
            effect
        );
        if (row is null)
        {
            return message;
        }

        Placed(db, effect);
        var call = message.Call! with { Outcome = CallOutcomes.Parse(row.Outcome) ?? CallOutcome.Unknown };
        return row.Placed != 0
            ? message with
            {
                Call = call,
                Text = LaterText((int)row.Approval),
            }
            : message with
            {
                Call = call with { Signals = SignalNames.Split(row.Signals) },
                Text = row.Text,
                Label = new Label((Integrity)row.Integrity, (Confidentiality)row.Confidentiality),
                Source = row.Source,
            };
    }

    private static bool Add(SqliteConnection db, Settlement settled, DateTimeOffset now) =>
        db.Execute(
            """
            INSERT INTO settled (effect, approval, outcome, text, integrity, confidentiality, source, placed, time, signals)
            VALUES (@Effect, @Approval, @outcome, @Text, @Integrity, @Confidentiality, @Source, 0, @now, @signals) ON CONFLICT DO NOTHING
            """,
            new
            {
                Effect = settled.Effect.Value,
                settled.Approval,
                outcome = settled.Outcome.Wire(),
                Text = StoredText.Of(settled.Text),
                Integrity = (long)settled.Label.Integrity,
                Confidentiality = (long)settled.Label.Confidentiality,
                Source = StoredText.Of(settled.Source),
                now = now.ToUnixTimeMilliseconds(),
                signals = SignalNames.Join(settled.Signals),
            }
        ) == 1;

    // A continuation that has not begun has said nothing yet.
    private static bool WasSpokenSince(SqliteConnection db, Turn waiting) =>
        db.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM turns WHERE thread = @Thread AND number > @Number
                AND NOT (state = 'Queued' AND continues IS NOT NULL))
            """,
            new { Thread = waiting.Thread.Value, waiting.Number }
        );

    // Two questions of one turn that are answered together are continued together.
    private static void QueueUnlessWaiting(SqliteConnection db, Turn waiting, Turn next)
    {
        var queued = db.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM turns WHERE thread = @Thread AND number > @Number AND state = 'Queued')",
            new { Thread = waiting.Thread.Value, waiting.Number }
        );
        if (!queued)
        {
            TurnWriting.Queue(db, next);
        }
    }

    private static void Replace(
        SqliteConnection db,
        long? seq,
        CallOutcome outcome,
        string text,
        Label label,
        string source,
        IReadOnlyList<string> signals
    )
    {
        if (seq is not null)
        {
            db.Execute(
                """
                UPDATE messages SET text = @text, outcome = @outcome, source = @source, signals = @signals,
                    integrity = @Integrity, confidentiality = @Confidentiality WHERE seq = @seq
                """,
                new
                {
                    seq,
                    text = StoredText.Of(text),
                    outcome = outcome.Wire(),
                    source = StoredText.Of(source),
                    signals = SignalNames.Join(signals),
                    Integrity = (long)label.Integrity,
                    Confidentiality = (long)label.Confidentiality,
                }
            );
        }
    }

    private static void Placed(SqliteConnection db, EffectId effect) =>
        db.Execute("UPDATE settled SET placed = 1 WHERE effect = @Value", effect);

    private static string LaterText(int approval) => $"Approval A{approval} has ended; its result stands in a later message.";

    private static ThreadMessage LateMessage(Settlement settled, TurnId turn, DateTimeOffset now) =>
        new(
            settled.Effect.Value,
            turn,
            MessageRole.Result,
            settled.Late,
            settled.Label,
            settled.Source,
            [],
            new CallEnd(settled.CallId, settled.Tool, settled.Outcome, settled.Effect, settled.Approval, TimeSpan.Zero)
            {
                Signals = settled.Signals,
            },
            now
        );

    private sealed record SettledRow(
        long Approval,
        string Outcome,
        string Text,
        long Integrity,
        long Confidentiality,
        string Source,
        long Placed,
        string Signals
    );
}
