using Gatehouse.Server.Access.Tokens;

namespace Gatehouse.Server.Access;

/// <summary>What a route declares about itself. The same facts are enforced by <see cref="AccessGuard"/> and printed as documentation.</summary>
/// <param name="Purpose">One sentence for the surface document.</param>
internal sealed record RouteFacts(string Purpose)
{
    public RouteAuth Auth { get; init; } = RouteAuth.Owner;

    /// <summary>The scope whose tokens open the route beside the owner; null, the default, keeps every scoped token out.</summary>
    public TokenScope? Scope { get; init; }

    public Listeners Listeners { get; init; } = Listeners.Gateway | Listeners.Control;

    /// <summary>Name in <see cref="RateLimits"/>; null for none.</summary>
    public string? RateLimit { get; init; }

    /// <summary>Largest body in bytes; 0 for a route that takes none. Above 0 the body must be JSON.</summary>
    public long MaxBodyBytes { get; init; }

    /// <summary>Whether <c>?token=</c> is read, for event streams where a browser cannot set headers.</summary>
    public bool QueryToken { get; init; }

    /// <summary>Whether the route turns into a WebSocket: the page key comes as a subprotocol, and an Origin is demanded of everyone.</summary>
    public bool Upgrade { get; init; }
}
