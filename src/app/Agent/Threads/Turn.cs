using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Threads;

/// <summary>One exchange: what started it and how it ended.</summary>
/// <param name="Number">1, 2, 3 … in its thread.</param>
/// <param name="Continues">The approval whose result started it; null when the owner's message did.</param>
/// <param name="Zone">The owner's time zone as the page gave it; may be unknown here.</param>
/// <param name="Started">Null while queued. Kept when a turn is run again, so that plans come out the same.</param>
/// <param name="End">Null until it ended.</param>
public sealed record Turn(
    TurnId Id,
    ThreadId Thread,
    int Number,
    int? Continues,
    string? Zone,
    TurnState State,
    DateTimeOffset Created,
    DateTimeOffset? Started,
    TurnEnd? End
)
{
    /// <summary>The turn that took this one's place: it was edited, or answered again. Null while it counts.</summary>
    public TurnId? ReplacedBy { get; init; }

    public static TurnId NewId(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"));
}

/// <summary>How a turn ended and what it delivers.</summary>
/// <param name="Label">Of all that the turn saw.</param>
/// <param name="Taint">What untrusted text it saw, for the page.</param>
public sealed record TurnEnd(
    TurnState State,
    EndReason Reason,
    string Response,
    Label Label,
    IReadOnlyList<Taint> Taint,
    TurnUsage Usage,
    DateTimeOffset Time
);

/// <summary>Something untrusted in a turn's context.</summary>
/// <param name="Kind">The tool that brought it.</param>
public sealed record Taint(string Source, string Kind)
{
    /// <summary>From a source as messages name it: the tool, and where it looked.</summary>
    public static Taint From(string source) => new(source, source.Split(' ', 2)[0]);

    /// <summary>What in it tries to steer its reader, by the Gate's wire names; null when nothing does.</summary>
    public IReadOnlyList<string>? Signals { get; init; }
}
