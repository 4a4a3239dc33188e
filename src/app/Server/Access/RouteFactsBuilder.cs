using Microsoft.AspNetCore.Builder;

namespace Gatehouse.Server.Access;

/// <summary>Attaches facts to routes. A route without them answers 404.</summary>
internal static class RouteFactsBuilder
{
    public static TBuilder WithFacts<TBuilder>(this TBuilder route, RouteFacts facts)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(facts);
}
