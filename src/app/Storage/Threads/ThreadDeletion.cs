using Dapper;
using Gatehouse.Security.Effects;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Threads;

/// <summary>Deletes a conversation; runs inside its caller's transaction.</summary>
internal static class ThreadDeletion
{
    /// <returns>How many turns are gone; null while one is queued or under way, which would write into what is not there.</returns>
    public static int? Run(SqliteConnection db, ThreadId thread)
    {
        if (
            db.ExecuteScalar<bool>(
                "SELECT EXISTS (SELECT 1 FROM turns WHERE thread = @Value AND state IN ('Queued', 'Processing'))",
                thread
            )
        )
        {
            return null;
        }

        const string Turns = "(SELECT id FROM turns WHERE thread = @Value)";
        db.Execute($"DELETE FROM settled WHERE effect IN (SELECT effect FROM messages WHERE turn IN {Turns})", thread);
        db.Execute($"DELETE FROM messages WHERE turn IN {Turns}", thread);
        var turns = db.Execute("DELETE FROM turns WHERE thread = @Value", thread);
        db.Execute("DELETE FROM threads WHERE id = @Value", thread);
        // The ledger still names its turns: whoever misses them sees here that nothing is wrong.
        db.Execute("INSERT OR IGNORE INTO deleted_threads (id) VALUES (@Value)", thread);
        return turns;
    }
}
