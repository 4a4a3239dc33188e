using Gatehouse.Server.Surface;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>What is written about the surface is what the program has. <c>GATEHOUSE_WRITE_DOCS=1</c> writes it anew.</summary>
public sealed class SurfaceDocumentTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly string Written = Path.Combine(Repository.Root, "docs", "network-surface.md");

    // Those that the fixture adds to break them.
    private static readonly string[] OfTheTests = ["/api/broken", "/api/without-facts"];

    [Fact]
    public async Task The_written_surface_is_the_surface()
    {
        var rendered = SurfaceDocument.Render(gateway.Routes.Where(route => !OfTheTests.Contains(route.RoutePattern.RawText)));
        if (Environment.GetEnvironmentVariable("GATEHOUSE_WRITE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(Written, rendered);
        }

        Assert.Equal(rendered, await File.ReadAllTextAsync(Written));
    }

    [Fact]
    public void Every_listener_is_written_down()
    {
        var rendered = SurfaceDocument.Render([]);

        Assert.All(["| gateway |", "| control |"], row => Assert.Contains(row, rendered, StringComparison.Ordinal));
        Assert.Equal(2, gateway.Addresses.Count);
    }
}
