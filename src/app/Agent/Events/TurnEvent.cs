using Gatehouse.Agent.Threads;
using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Events;

/// <summary>What the loop tells the page as it happens. Closed; the members are those of the wire event of the same name.</summary>
public abstract record TurnEvent
{
    private TurnEvent(ThreadId thread) => Thread = thread;

    public ThreadId Thread { get; }

    /// <param name="UserInput">What the owner typed; null on a continuation, as <paramref name="MessageId"/> is.</param>
    public sealed record TurnStarted(
        ThreadId Thread,
        TurnId Turn,
        string? MessageId,
        string? UserInput,
        string? Continues,
        IReadOnlyList<ThreadMessage> Pasted
    ) : TurnEvent(Thread);

    public sealed record Status(ThreadId Thread, string Message) : TurnEvent(Thread);

    public sealed record StreamChunk(ThreadId Thread, TurnId Turn, string Content) : TurnEvent(Thread);

    public sealed record ToolStarted(ThreadId Thread, TurnId Turn, string CallId, string Name, string Parameters) : TurnEvent(Thread);

    /// <param name="Error">The plain sentence when it did not work.</param>
    public sealed record ToolCompleted(ThreadId Thread, TurnId Turn, CallEnd Call, string? Error) : TurnEvent(Thread);

    public sealed record ToolResult(ThreadId Thread, TurnId Turn, string CallId, string Name, string Preview) : TurnEvent(Thread);

    /// <summary>The whole answer of a turn, once.</summary>
    public sealed record Response(ThreadId Thread, TurnId Turn, string Content) : TurnEvent(Thread);

    public sealed record TurnEnded(ThreadId Thread, TurnId Turn, TurnState State, EndReason Reason, TurnUsage Usage) : TurnEvent(Thread);

    /// <summary>On the wire: <c>error</c>.</summary>
    public sealed record Trouble(ThreadId Thread, string Message) : TurnEvent(Thread);
}
