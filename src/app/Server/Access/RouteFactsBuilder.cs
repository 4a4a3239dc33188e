using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace Gatehouse.Server.Access;

/// <summary>Attaches facts to routes. A route without them answers 404.</summary>
internal static class RouteFactsBuilder
{
    public static TBuilder WithFacts<TBuilder>(this TBuilder route, RouteFacts facts)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(facts);
        // Routing would pick an endpoint of its own, one without facts, for a body of another type. The guard judges the type.
        route.Finally(endpoint =>
        {
            foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
            {
                endpoint.Metadata.Remove(accepts);
            }
        });
        return route;
    }
}
