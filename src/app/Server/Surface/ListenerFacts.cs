using Gatehouse.Server.Access;

namespace Gatehouse.Server.Surface;

/// <summary>What a listener declares about itself, for the surface document.</summary>
/// <param name="Setting">What moves it; empty when nothing does.</param>
internal sealed record ListenerFacts(
    Listeners Listener,
    string Name,
    string Bind,
    string Setting,
    string Auth,
    string Limits,
    string Purpose
);
