using System.Text;
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
    public static void MapSurface(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/surfaces", Surfaces).WithFacts(Routes.Read("This document, from the running server"));
        app.MapGet("/api/openapi.json", OpenApi).WithFacts(Routes.Read("The gateway's routes as an OpenAPI 3.1 document"));
    }

    private static FileContentHttpResult OpenApi(EndpointDataSource routes) =>
        TypedResults.Bytes(Encoding.UTF8.GetBytes(OpenApiDocument.Of(routes.Endpoints).ToJsonString()), "application/json");

    private static Ok<SurfaceView> Surfaces(EndpointDataSource routes, BoundAddresses bound) =>
        TypedResults.Ok(SurfaceFacts.Of(routes.Endpoints, bound.Of));
}
