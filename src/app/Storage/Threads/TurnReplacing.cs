using Dapper;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>Puts a turn in the place of the last one, and takes a waiting message back; each method runs inside its caller's transaction.</summary>
internal static class TurnReplacing
{
    // The owner's turn and what went on from it.
    private const string Range = "SELECT id FROM turns WHERE thread = @Thread AND number >= @Number";

    /// <returns>Why a turn cannot be replaced now; null when it can.</returns>
    public static ReplaceRefusal? Refuse(SqliteConnection db, ThreadId thread, TurnId turn)
    {
        if (Find(db, thread, turn) is not { } found)
        {
            return ReplaceRefusal.Unknown;
        }

        var at = new { Thread = thread.Value, found.Number };
        const string Busy = "SELECT EXISTS (SELECT 1 FROM turns WHERE thread = @Thread AND state IN ('Queued', 'Processing'))";
        // What is carried out after the owner's yes comes back to the turn that asked for it.
        const string Waits = $"SELECT EXISTS (SELECT 1 FROM messages WHERE turn IN ({Range}) AND outcome = 'waiting')";
        // Somebody spoke after it, or an older question's result came: neither may go with it.
        const string Later = $"""
            SELECT EXISTS (SELECT 1 FROM turns t WHERE t.thread = @Thread AND t.number > @Number AND (t.continues IS NULL OR NOT EXISTS
                (SELECT 1 FROM messages m WHERE m.role = 'Tool' AND m.approval = t.continues AND m.turn IN ({Range}))))
            """;
        return db.ExecuteScalar<bool>(Busy, at) ? ReplaceRefusal.Busy
            : db.ExecuteScalar<bool>(Waits, at) ? ReplaceRefusal.Waits
            : db.ExecuteScalar<bool>(Later, at) ? ReplaceRefusal.NotLast
            : null;
    }

    /// <summary>Marks the turn and what went on from it as replaced and queues the other; the caller has asked <see cref="Refuse"/>.</summary>
    public static Turn Replace(SqliteConnection db, TurnId replaced, Turn by, IReadOnlyList<ThreadMessage> said)
    {
        var at = new
        {
            Thread = by.Thread.Value,
            Find(db, by.Thread, replaced)!.Number,
            By = by.Id.Value,
        };
        db.Execute($"UPDATE messages SET replaced = 1 WHERE turn IN ({Range})", at);
        db.Execute("UPDATE turns SET replaced_by = @By WHERE thread = @Thread AND number >= @Number", at);
        TurnWriting.EnsureThread(db, by.Thread, null, by.Created);
        var queued = TurnWriting.Queue(db, by);
        db.Execute(MessageRow.Insert, said.Select(MessageRow.Of));
        return queued;
    }

    /// <summary>Takes the owner's message and its turn out of the queue; a turn that it was to replace counts again.</summary>
    /// <returns>What was said; empty when it was taken up before, null when there is no such message.</returns>
    public static IReadOnlyList<ThreadMessage>? TakeBack(SqliteConnection db, ThreadId thread, string message)
    {
        var turn = db.QuerySingleOrDefault<TurnRow>(
                $"SELECT {TurnRow.Columns} FROM turns WHERE thread = @Value AND id = (SELECT turn FROM messages WHERE id = @message AND role = 'Owner')",
                new { thread.Value, message }
            )
            ?.ToTurn();
        if (turn is not { State: TurnState.Queued })
        {
            return turn is null ? null : [];
        }

        var said = db.Query<MessageRow>($"SELECT {MessageRow.Columns} FROM messages m WHERE m.turn = @Value ORDER BY m.seq", turn.Id)
            .AsList();
        db.Execute("DELETE FROM messages WHERE turn = @Value", turn.Id);
        db.Execute("DELETE FROM turns WHERE id = @Value", turn.Id);
        db.Execute("UPDATE messages SET replaced = 0 WHERE turn IN (SELECT id FROM turns WHERE replaced_by = @Value)", turn.Id);
        db.Execute("UPDATE turns SET replaced_by = NULL WHERE replaced_by = @Value", turn.Id);
        return said.ConvertAll(row => row.ToMessage());
    }

    private static Turn? Find(SqliteConnection db, ThreadId thread, TurnId turn) =>
        db.QuerySingleOrDefault<TurnRow>(
                $"""
                SELECT {TurnRow.Columns} FROM turns WHERE id = @Turn AND thread = @Thread AND replaced_by IS NULL
                    AND EXISTS (SELECT 1 FROM messages WHERE turn = @Turn AND role = 'Owner')
                """,
                new { Turn = turn.Value, Thread = thread.Value }
            )
            ?.ToTurn();
}
