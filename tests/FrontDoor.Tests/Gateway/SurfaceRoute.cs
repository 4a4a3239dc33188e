using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>One method of one route, as the running program tells it.</summary>
internal sealed record SurfaceRoute(string Method, string Path, bool IsPublic, bool TakesBody, string[] Listeners)
{
    public bool IsUpgrade => Path == Caller.Upgrade;

    public bool OnGateway => Listeners.Contains("gateway");

    public override string ToString() => $"{Method} {Path}";

    /// <summary>Parameters of the path get a plausible value.</summary>
    public static async Task<IReadOnlyList<SurfaceRoute>> ListAsync(GatehouseProcess gatehouse)
    {
        using var surface = JsonDocument.Parse((await gatehouse.RunCliAsync("surfaces", "--json")).Output);
        return
        [
            .. from route in surface.RootElement.GetProperty("routes").EnumerateArray()
            from method in route.GetProperty("methods").EnumerateArray()
            select new SurfaceRoute(
                method.GetString()!,
                route
                    .Text("route")
                    .Replace("{request_id}", "A1", StringComparison.Ordinal)
                    .Replace("{id}", new string('0', 32), StringComparison.Ordinal)
                    .Replace("{effect}", new string('0', 32), StringComparison.Ordinal),
                route.Text("auth").StartsWith("public", StringComparison.Ordinal),
                route.GetProperty("max_body_bytes").GetInt64() > 0,
                [.. route.GetProperty("listeners").EnumerateArray().Select(listener => listener.GetString()!)]
            ),
        ];
    }
}
