using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;

namespace Gatehouse.Storage.Threads;

/// <summary>A thread with what its turns tell of it.</summary>
internal sealed record ThreadRow(string Id, string? Title, long Turns, long Busy, long Created, long Updated)
{
    public const string Select = """
        SELECT t.id, t.title,
            (SELECT COUNT(*) FROM turns WHERE thread = t.id) AS turns,
            EXISTS (SELECT 1 FROM turns WHERE thread = t.id AND state IN ('Queued', 'Processing')) AS busy,
            t.created, t.updated
        FROM threads t
        """;

    public ConversationThread ToThread() =>
        new(
            new ThreadId(Id),
            Title,
            (int)Turns,
            Busy != 0,
            DateTimeOffset.FromUnixTimeMilliseconds(Created),
            DateTimeOffset.FromUnixTimeMilliseconds(Updated)
        );
}
