using Gatehouse.Gate.Stopping;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

/// <summary>What the owner tried and what he was told. What he was told must hold after any crash; what he only tried may or may not.</summary>
internal abstract record Told
{
    private Told() { }

    public sealed record Saying(string Text) : Told;

    public sealed record Said(ThreadId Thread, TurnId Turn, string Message, string Text) : Told;

    /// <summary>He saw how the turn ended.</summary>
    public sealed record Ended(ThreadId Thread, TurnId Turn, string Response) : Told;

    public sealed record Answering(int Approval, bool Yes) : Told;

    public sealed record Answered(int Approval, bool Yes, bool Always) : Told;

    public sealed record Stopping(StopScope Scope) : Told;

    public sealed record Stopped(StopScope Scope) : Told;

    public sealed record Resuming(StopScope Scope) : Told;

    public sealed record Resumed(StopScope Scope) : Told;

    public sealed record Deleting(ThreadId Thread) : Told;

    public sealed record Deleted(ThreadId Thread) : Told;

    public sealed record TakingBack(string Message) : Told;

    public sealed record TookBack(string Message) : Told;

    public sealed record Replaced(ThreadId Thread, TurnId Old, TurnId New) : Told;
}
