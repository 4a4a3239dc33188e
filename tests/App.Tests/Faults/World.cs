using System.Collections.Immutable;
using Gatehouse.Security.Effects;

namespace Gatehouse.App.Tests.Faults;

/// <summary>What reached somebody outside.</summary>
/// <param name="What">Method, address and body of a request; <c>model</c> for a model call.</param>
/// <param name="Tokens">What the model reported to have used.</param>
internal sealed record WorldEvent(FaultPort Port, EffectId Effect, string What, bool IsRepeatable, long Tokens);

/// <summary>Everything outside the two databases. A crash does not undo it.</summary>
/// <param name="before">What had happened when the home was copied.</param>
internal sealed class World(ImmutableList<WorldEvent> before)
{
    private ImmutableList<WorldEvent> _events = before;

    public ImmutableList<WorldEvent> Events => Volatile.Read(ref _events);

    public void Add(WorldEvent what) => ImmutableInterlocked.Update(ref _events, events => events.Add(what));
}
