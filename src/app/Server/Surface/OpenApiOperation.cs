using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Gatehouse.Contracts;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Surface;

/// <summary>One method of one route, as the OpenAPI document has it.</summary>
internal static class OpenApiOperation
{
    public const string Bearer = "bearer";
    public const string Cookie = "session_cookie";
    public const string Page = "session_page_key";
    public const string Query = "query_token";

    private const string ContractsNamespace = "Gatehouse.Contracts";

    public static JsonObject Of(RouteEndpoint route, string method, RouteFacts facts)
    {
        var handler = route.Metadata.GetMetadata<MethodInfo>();
        var operation = new JsonObject
        {
            ["summary"] = facts.Purpose,
            ["security"] = Security(facts),
            ["parameters"] = Parameters(route, handler),
            ["responses"] = Responses(handler, facts),
        };
        if (facts.MaxBodyBytes > 0)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["description"] = $"At most {SurfaceDocument.Size(facts.MaxBodyBytes)}.",
                ["content"] = Content(
                    "application/json",
                    route.Metadata.GetMetadata<BodySchema>()?.Write()
                        ?? Schema(handler?.GetParameters().Select(one => one.ParameterType).FirstOrDefault(IsContract))
                ),
            };
        }

        if (facts.RateLimit is { } limit)
        {
            operation["description"] = $"At most {RateLimits.Describe(limit)}; more is answered with 429.";
        }

        operation["operationId"] =
            $"{method.ToLowerInvariant()}{route.RoutePattern.RawText!.Replace('/', '_').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}";
        return operation;
    }

    // Each object is one way in; what stands in one object is needed together.
    private static JsonArray Security(RouteFacts facts)
    {
        if (facts.Auth == RouteAuth.Public)
        {
            return [];
        }

        var ways = new JsonArray
        {
            new JsonObject { [Bearer] = new JsonArray() },
            new JsonObject { [Cookie] = new JsonArray(), [Page] = new JsonArray() },
        };
        if (facts.QueryToken)
        {
            ways.Add(new JsonObject { [Query] = new JsonArray() });
        }

        return ways;
    }

    private static JsonArray Parameters(RouteEndpoint route, MethodInfo? handler)
    {
        var found = new JsonArray();
        var nullability = new NullabilityInfoContext();
        foreach (var parameter in handler?.GetParameters() ?? [])
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            var inPath = route.RoutePattern.GetParameter(parameter.Name!) is not null;
            if (type == typeof(string) || type == typeof(DateTimeOffset) || type.IsPrimitive)
            {
                var optional = parameter.HasDefaultValue || nullability.Create(parameter).WriteState == NullabilityState.Nullable;
                found.Add(
                    new JsonObject
                    {
                        ["name"] = parameter.Name,
                        ["in"] = inPath ? "path" : "query",
                        ["required"] = inPath || !optional,
                        ["schema"] = Simple(type),
                    }
                );
            }
        }

        return found;
    }

    private static JsonObject Simple(Type type) =>
        type == typeof(DateTimeOffset) ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(string) ? new JsonObject { ["type"] = "string" }
        : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
        : new JsonObject { ["type"] = "integer" };

    private static JsonObject Responses(MethodInfo? handler, RouteFacts facts)
    {
        var responses = new JsonObject { ["2XX"] = Good(handler) };
        if (facts.Upgrade)
        {
            responses["101"] = new JsonObject { ["description"] = "A WebSocket." };
        }

        if (facts.Auth == RouteAuth.Owner)
        {
            responses["401"] = Problem("No credential, or one that opens nothing.");
        }

        if (facts.Scope is not null)
        {
            // What programs call answers in the shape that their libraries read.
            responses["401"] = Fault("No credential, or one that opens nothing.");
            responses["4XX"] = Fault("Refused; the message says cause and fix.");
            responses["5XX"] = Fault("It did not work; the server's log has the cause.");
            return responses;
        }

        responses["4XX"] = Problem("Refused; the detail says cause and fix.");
        responses["5XX"] = Problem("It did not work; the server's log has the cause.");
        return responses;
    }

    private static JsonObject Good(MethodInfo? handler)
    {
        var good = new JsonObject { ["description"] = "Done." };
        var type = handler?.ReturnType;
        type = type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Task<>) ? type.GetGenericArguments()[0] : type;
        if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Ok<>))
        {
            good["content"] = Content("application/json", Schema(type.GetGenericArguments()[0]));
        }

        return good;
    }

    private static JsonObject Problem(string description) =>
        new()
        {
            ["description"] = description,
            ["content"] = Content("application/problem+json", new JsonObject { ["$ref"] = "#/components/schemas/Problem" }),
        };

    private static JsonObject Fault(string description) =>
        new()
        {
            ["description"] = description,
            ["content"] = Content("application/json", GatehouseJson.Default.CompletionFault.GetJsonSchemaAsNode()),
        };

    private static JsonObject Content(string type, JsonNode schema) => new() { [type] = new JsonObject { ["schema"] = schema } };

    private static JsonNode Schema(Type? type) =>
        type is not null && GatehouseJson.Default.GetTypeInfo(type) is { } known ? known.GetJsonSchemaAsNode() : new JsonObject();

    private static bool IsContract(Type type) => type.Namespace?.StartsWith(ContractsNamespace, StringComparison.Ordinal) == true;
}
