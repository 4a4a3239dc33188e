using Gatehouse.Server.Page;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Every route of the server.</summary>
internal static class GatewayRoutes
{
    public static void MapGatehouse(this IEndpointRouteBuilder app)
    {
        app.MapPage();
        app.MapHealth();
        app.MapAuth();
        app.MapSessions();
        app.MapTokens();
        app.MapCompletions();
        app.MapStatus();
        app.MapChat();
        app.MapThreads();
        app.MapTurns();
        app.MapApprovals();
        app.MapUnknowns();
        app.MapGrants();
        app.MapMemory();
        app.MapSettings();
        app.MapStop();
        app.MapLedger();
        app.MapLogs();
        app.MapSurface();
        app.MapControl();
    }
}
