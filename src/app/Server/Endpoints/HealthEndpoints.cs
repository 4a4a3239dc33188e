using Gatehouse.Gate;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Whether the gateway answers and can work: 503 when nothing can be recorded. Tells nothing else: no version, no uptime.</summary>
internal static class HealthEndpoints
{
    private static readonly byte[] Healthy = """{"status":"healthy","channel":"gateway"}"""u8.ToArray();
    private static readonly byte[] Unhealthy = """{"status":"unhealthy","channel":"gateway"}"""u8.ToArray();
    private static readonly string[] Reads = ["GET", "HEAD"];

    public static void MapHealth(this IEndpointRouteBuilder app) =>
        app.MapMethods("/api/health", Reads, Health).WithFacts(new RouteFacts("Whether the gateway answers") { Auth = RouteAuth.Public });

    private static FileContentHttpResult Health(HttpContext context, GateServices gate)
    {
        if (gate.Ledger.Problem is null)
        {
            return TypedResults.Bytes(Healthy, "application/json");
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return TypedResults.Bytes(Unhealthy, "application/json");
    }
}
