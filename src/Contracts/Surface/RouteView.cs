namespace Gatehouse.Contracts.Surface;

/// <summary>One route.</summary>
/// <param name="MaxBodyBytes">0 when it takes no body; else the body must be JSON.</param>
/// <param name="Listeners">Where it is served, by name.</param>
public sealed record RouteView(
    string Route,
    IReadOnlyList<string> Methods,
    string Auth,
    string RateLimit,
    long MaxBodyBytes,
    IReadOnlyList<string> Listeners,
    string Purpose
);
