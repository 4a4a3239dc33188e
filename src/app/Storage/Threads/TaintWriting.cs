using Dapper;
using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>What untrusted text a conversation holds, and taking it out; each method runs inside its caller's transaction.</summary>
internal static class TaintWriting
{
    // 0 is Integrity.Untrusted.
    private const string Untrusted = "m.integrity = 0 AND m.dropped = 0 AND m.turn IN (SELECT id FROM turns WHERE thread = @Value)";

    public static ThreadTaint Read(SqliteConnection db, ThreadId thread)
    {
        var rows = db.Query<SourceRow>($"SELECT m.role, m.source FROM messages m WHERE {Untrusted} ORDER BY m.seq", thread).AsList();
        var sources = rows.Where(row => row.Role != nameof(MessageRole.Assistant)).Select(row => Taint.From(row.Source)).Distinct();
        return new ThreadTaint([.. sources], rows.Count);
    }

    /// <returns>How many messages were taken out; null while a turn is queued or under way, which would go on with them.</returns>
    public static int? Drop(SqliteConnection db, ThreadId thread)
    {
        var busy = db.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM turns WHERE thread = @Value AND state IN ('Queued', 'Processing'))",
            thread
        );
        if (busy)
        {
            return null;
        }

        var dropped = db.Execute($"UPDATE messages AS m SET dropped = 1 WHERE {Untrusted}", thread);
        // A result stands behind its call; where the call is gone, it has no place. One that comes later is told in a message of its own.
        return dropped
            + db.Execute(
                """
                UPDATE messages AS m SET dropped = 1
                WHERE m.role = 'Tool' AND m.dropped = 0 AND m.turn IN (SELECT id FROM turns WHERE thread = @Value)
                    AND EXISTS (SELECT 1 FROM messages a, json_each(a.calls) c
                        WHERE a.turn = m.turn AND a.role = 'Assistant' AND a.dropped = 1 AND json_extract(c.value, '$.Id') = m.call_id)
                """,
                thread
            );
    }

    private sealed record SourceRow(string Role, string Source);
}
