using Gatehouse.Contracts.Surface;
using Gatehouse.Server.Access;
using Gatehouse.Server.Listening;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Every way into and out of this server, as it runs.</summary>
internal static class SurfaceEndpoints
{
    public static void MapSurface(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/surfaces", Surfaces).WithFacts(Routes.Read("This document, from the running server"));

    private static Ok<SurfaceView> Surfaces(EndpointDataSource routes, BoundAddresses bound) =>
        TypedResults.Ok(SurfaceFacts.Of(routes.Endpoints, bound.Of));
}
