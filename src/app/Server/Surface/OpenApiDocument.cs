using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Gatehouse.Contracts;
using Gatehouse.Server.Access;
using Gatehouse.Server.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Surface;

/// <summary>The gateway's routes as an OpenAPI 3.1 document, out of the same facts that the front door enforces.</summary>
internal static class OpenApiDocument
{
    public static JsonObject Of(IEnumerable<Endpoint> endpoints)
    {
        var paths = new JsonObject();
        foreach (
            var route in endpoints
                .OfType<RouteEndpoint>()
                .Where(route => Facts(route)?.Listeners.HasFlag(Listeners.Gateway) == true)
                .OrderBy(route => route.RoutePattern.RawText, StringComparer.Ordinal)
        )
        {
            var path = route.RoutePattern.RawText!;
            var operations = (paths[path] ??= new JsonObject()).AsObject();
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            {
                operations[method.ToLowerInvariant()] = OpenApiOperation.Of(route, method, Facts(route)!);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Gatehouse",
                ["version"] = ProductVersion.Text,
                ["description"] = "What the gateway answers. Errors are problem details (RFC 9457): cause and fix.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = Schemes(),
                ["schemas"] = new JsonObject { ["Problem"] = GatehouseJson.Default.Problem.GetJsonSchemaAsNode() },
            },
        };
    }

    private static JsonObject Schemes() =>
        new()
        {
            [OpenApiOperation.Bearer] = new JsonObject
            {
                ["type"] = "http",
                ["scheme"] = "bearer",
                ["description"] = "`gatehouse token show` prints it.",
            },
            [OpenApiOperation.Cookie] = Key("cookie", SessionBook.Cookie, "One half of a browser session."),
            [OpenApiOperation.Page] = Key("header", SessionBook.PageHeader, "The other half; neither opens anything alone."),
            [OpenApiOperation.Query] = Key("query", "token", "The bearer token, for event streams where a browser cannot send headers."),
        };

    private static JsonObject Key(string place, string name, string description) =>
        new()
        {
            ["type"] = "apiKey",
            ["in"] = place,
            ["name"] = name,
            ["description"] = description,
        };

    private static RouteFacts? Facts(RouteEndpoint route) => route.Metadata.GetMetadata<RouteFacts>();
}
