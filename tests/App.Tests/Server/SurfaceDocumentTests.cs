using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Server.Surface;
using Gatehouse.Testing;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.App.Tests.Server;

/// <summary>What is written about the surface is what the program has. <c>GATEHOUSE_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class SurfaceDocumentTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly string Written = Path.Combine(Repository.Root, "docs", "network-surface.md");

    // Those that the fixture adds to break them.
    private static readonly string[] OfTheTests = ["/api/broken", "/api/without-facts"];

    [Fact]
    [Trait("Row", "I-214")]
    public async Task The_written_surface_is_the_surface()
    {
        var rendered = SurfaceDocument.Render(SurfaceFacts.Of(Product, _ => []));
        if (Environment.GetEnvironmentVariable("GATEHOUSE_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Written, rendered);
        }

        Assert.Equal(rendered, await File.ReadAllTextAsync(Written));
    }

    [Fact]
    public async Task The_running_server_tells_the_same_with_its_addresses()
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/surfaces", GatewayUnderTest.Token);
        var told = JsonSerializer.Deserialize(await answer.Content.ReadAsStringAsync(), GatehouseJson.Default.SurfaceView)!;

        Assert.Equal(
            SurfaceDocument.Render(SurfaceFacts.Of(Product, _ => [])),
            SurfaceDocument.Render(told with { Routes = [.. told.Routes.Where(route => !OfTheTests.Contains(route.Route))] })
        );
        Assert.Equal([$"http://127.0.0.1:{gateway.Port}"], told.Listeners[0].Addresses);
        Assert.EndsWith("/run/control.sock", Assert.Single(told.Listeners[1].Addresses), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_listener_is_written_down()
    {
        var rendered = SurfaceDocument.Render(SurfaceFacts.Of([], _ => []));

        Assert.All(["| gateway |", "| control |", "| runtime |"], row => Assert.Contains(row, rendered, StringComparison.Ordinal));
        Assert.Equal(2, gateway.Addresses.Count);
    }

    [Fact]
    [Trait("Row", "I-208")]
    [Trait("Row", "I-209")]
    [Trait("Row", "I-210")]
    [Trait("Row", "I-211")]
    public void Every_listener_says_what_moves_it_who_may_call_and_what_it_bears()
    {
        var listeners = SurfaceFacts.Of([], _ => []).Listeners;

        Assert.All(
            listeners,
            listener =>
            {
                Assert.NotEmpty(listener.Settings);
                Assert.All([listener.Bind, listener.Auth, listener.Limits, listener.Purpose], text => Assert.True(text.Length > 5));
            }
        );
        // Numbers, where the limits are ours.
        Assert.All(listeners.SkipLast(1), listener => Assert.Matches("[0-9]+ MB body.*[0-9]+ connections", listener.Limits));
    }

    private IEnumerable<RouteEndpoint> Product => gateway.Routes.Where(route => !OfTheTests.Contains(route.RoutePattern.RawText));
}
