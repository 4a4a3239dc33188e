using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;

namespace Gatehouse.Storage.Threads;

/// <summary>A thread with what its turns tell of it.</summary>
/// <remarks>Filled by properties, not by constructor: a computed column has no type while there is no row.</remarks>
internal sealed record ThreadRow
{
    public string Id { get; init; } = "";

    public string? Title { get; init; }

    public long Turns { get; init; }

    public long Busy { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

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
