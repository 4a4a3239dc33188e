using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Threads;

/// <summary>The end of an effect that waited for the owner, as its thread has to hear it.</summary>
/// <param name="Source">Where the text comes from, for the label on the page.</param>
/// <param name="Late">The message to add when other things were said meanwhile; it names the approval.</param>
public sealed record Settlement(
    int Approval,
    ThreadId Thread,
    TurnId Waiting,
    EffectId Effect,
    string Tool,
    string CallId,
    CallOutcome Outcome,
    string Text,
    string Late,
    Label Label,
    string Source
)
{
    /// <summary>What in the text tries to steer its reader, by the Gate's wire names.</summary>
    public IReadOnlyList<string> Signals { get; init; } = [];
}
