using System.Net;
using Gatehouse.Server.Access;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.App.Tests.Server;

public sealed class RouteTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly string[] Public = ["/", "/app.js", "/style.css", "/api/health", "/api/auth/login"];

    [Fact]
    [Trait("Row", "I-020")]
    [Trait("Row", "A-110")]
    public async Task Every_route_of_the_owners_is_closed_without_a_credential()
    {
        var routes = gateway
            .Routes.Where(route => Facts(route) is { Auth: RouteAuth.Owner } facts && facts.Listeners.HasFlag(Listeners.Gateway))
            .ToList();

        Assert.True(routes.Count > 12, $"found only {routes.Count} routes");
        foreach (var (method, path) in routes.SelectMany(Calls))
        {
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await gateway.StatusAsync(method, path)));
            Assert.Equal(
                (path, HttpStatusCode.Unauthorized),
                (path, await gateway.StatusAsync(method, path, token: "wrong-wrong-wrong-wrong"))
            );
            gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Fact]
    [Trait("Row", "I-032")]
    public void Only_the_listed_routes_are_open_to_anyone() =>
        Assert.Equal(
            Public.Order(StringComparer.Ordinal),
            gateway
                .Routes.Where(route => Facts(route)?.Auth == RouteAuth.Public)
                .Select(route => route.RoutePattern.RawText!)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_route_of_the_product_declares_its_facts_and_purpose() =>
        Assert.Equal(["/api/without-facts"], SurfaceFacts.Undeclared(gateway.Routes));

    [Fact]
    public async Task A_route_without_facts_does_not_exist()
    {
        Assert.Equal(HttpStatusCode.NotFound, await gateway.StatusAsync(HttpMethod.Get, "/api/without-facts", GatewayUnderTest.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, "/api/without-facts"));
    }

    [Fact]
    public async Task Routes_of_the_control_socket_do_not_exist_on_the_gateway()
    {
        var routes = gateway.Routes.Where(route => Facts(route)?.Listeners == Listeners.Control).ToList();

        Assert.Equal(4, routes.Count);
        foreach (var (method, path) in routes.SelectMany(Calls))
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, await gateway.StatusAsync(method, path, GatewayUnderTest.Token)));
        }
    }

    [Fact]
    [Trait("Row", "I-027")]
    [Trait("Row", "I-028")]
    public async Task Health_answers_exactly_its_bytes_and_tells_nothing_else()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/api/health");

        Assert.Equal("""{"status":"healthy","channel":"gateway"}"""u8.ToArray(), await response.Content.ReadAsByteArrayAsync());
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [Trait("Row", "I-029")]
    [Trait("Row", "I-030")]
    [InlineData("/", "text/html")]
    [InlineData("/style.css", "text/css")]
    [InlineData("/app.js", "text/javascript")]
    public async Task The_page_is_served_to_anyone(string path, string type)
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal("no-cache", response.Headers.CacheControl?.ToString());
    }

    private static RouteFacts? Facts(RouteEndpoint route) => route.Metadata.GetMetadata<RouteFacts>();

    private static IEnumerable<(HttpMethod Method, string Path)> Calls(RouteEndpoint route) =>
        route
            .Metadata.GetMetadata<HttpMethodMetadata>()!
            .HttpMethods.Select(method =>
                (new HttpMethod(method), route.RoutePattern.RawText!.Replace("{effect}", new string('a', 32), StringComparison.Ordinal))
            );
}
