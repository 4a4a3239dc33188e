using System.Net;
using System.Text.Json;
using Gatehouse.Contracts;

namespace Gatehouse.App.Tests.Server;

/// <summary>The OpenAPI document and the surface document tell of the same routes, and every operation says who may and how it refuses.</summary>
public sealed class OpenApiTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task It_has_the_routes_of_the_surface_document_and_no_others()
    {
        var surface = JsonSerializer.Deserialize((await GetAsync("/api/surfaces")).RootElement, GatehouseJson.Default.SurfaceView)!;
        var told = surface
            .Routes.Where(route => route.Listeners.Contains("gateway"))
            .SelectMany(route => route.Methods.Select(method => $"{method} {route.Route}"));
        using var document = await GetAsync("/api/openapi.json");

        var written = Operations(document).Select(one => $"{one.Method} {one.Path}").ToList();

        Assert.True(written.Count > 40, $"only {written.Count} operations");
        Assert.Equal(told.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_its_security_its_purpose_and_how_it_refuses()
    {
        using var document = await GetAsync("/api/openapi.json");
        var schemes = document.RootElement.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal("3.1.0", document.RootElement.GetProperty("openapi").GetString());
        foreach (var (method, path, operation) in Operations(document))
        {
            var at = $"{method} {path}";
            Assert.False(string.IsNullOrWhiteSpace(operation.GetProperty("summary").GetString()), at);
            var security = operation.GetProperty("security").EnumerateArray().ToList();
            var isPublic = path is "/" or "/app.js" or "/style.css" or "/api/health" or "/api/auth/login";
            Assert.True(isPublic == (security.Count == 0), at);
            Assert.All(
                security.SelectMany(way => way.EnumerateObject()),
                scheme => Assert.True(schemes.TryGetProperty(scheme.Name, out _), at)
            );
            var refusal = operation.GetProperty("responses").GetProperty("4XX").GetProperty("content");
            if (path.StartsWith("/v1/", StringComparison.Ordinal))
            {
                var fault = refusal.GetProperty("application/json").GetProperty("schema");
                Assert.True(fault.GetProperty("properties").TryGetProperty("error", out _), at);
            }
            else
            {
                var problem = refusal.GetProperty("application/problem+json").GetProperty("schema");
                Assert.Equal("#/components/schemas/Problem", problem.GetProperty("$ref").GetString());
            }

            Assert.True(isPublic || operation.GetProperty("responses").TryGetProperty("401", out _), at);
        }

        var shape = document.RootElement.GetProperty("components").GetProperty("schemas").GetProperty("Problem");
        Assert.Equal(
            ["type", "title", "status", "detail"],
            shape.GetProperty("properties").EnumerateObject().Select(member => member.Name)
        );
    }

    [Fact]
    public async Task A_body_and_a_parameter_are_described_by_what_the_handler_takes()
    {
        using var document = await GetAsync("/api/openapi.json");
        var put = document.RootElement.GetProperty("paths").GetProperty("/api/settings/{key}").GetProperty("put");
        var key = Assert.Single(put.GetProperty("parameters").EnumerateArray());
        Assert.Equal(
            ("key", "path", true),
            (key.GetProperty("name").GetString(), key.GetProperty("in").GetString(), key.GetProperty("required").GetBoolean())
        );
        var body = put.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.True(body.GetProperty("properties").TryGetProperty("value", out _));
        Assert.All(
            Operations(document).Where(one => one.Operation.TryGetProperty("requestBody", out _)),
            one =>
                Assert.NotEqual(
                    "{}",
                    one.Operation.GetProperty("requestBody")
                        .GetProperty("content")
                        .GetProperty("application/json")
                        .GetProperty("schema")
                        .GetRawText()
                )
        );
    }

    [Fact]
    public async Task It_is_for_the_owner() =>
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, "/api/openapi.json"));

    private async Task<JsonDocument> GetAsync(string path)
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, path, GatewayUnderTest.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
    }

    private static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonDocument document) =>
        from path in document.RootElement.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select (operation.Name.ToUpperInvariant(), path.Name, operation.Value);
}
