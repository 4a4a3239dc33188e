using Gatehouse.Server.Access;

namespace Gatehouse.Server.Surface;

/// <summary>What a listener declares about itself, for the surface document.</summary>
/// <param name="Listener">None for one that serves no route of ours.</param>
/// <param name="Settings">What moves it or takes it away; empty when nothing does.</param>
internal sealed record ListenerFacts(
    Listeners Listener,
    string Name,
    string Bind,
    IReadOnlyList<string> Settings,
    string Auth,
    string Limits,
    string Purpose
);
