using Gatehouse.Contracts.Grants;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>What the owner allowed once and for all, and taking it back.</summary>
internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/grants", List).WithFacts(Routes.Read("What is always allowed"));
        app.MapPost("/api/grants/revoke", RevokeAsync).WithFacts(Routes.Write("Takes back what was always allowed"));
    }

    private static Ok<GrantList> List(GateServices gate, ServerClock clock) => TypedResults.Ok(View(gate, clock.Now));

    private static async Task<IResult> RevokeAsync(RevokeRequest request, GateServices gate, ServerClock clock, CancellationToken ct) =>
        await gate.Grants.RevokeAsync(request.Id, ct)
            ? TypedResults.Ok(View(gate, clock.Now))
            : Refusal.NotFound("There is no such grant. `gatehouse grants` lists those in force.");

    private static GrantList View(GateServices gate, DateTimeOffset now) =>
        new([
            .. gate
                .Grants.Listed.OrderBy(grant => grant.Since)
                .ThenBy(grant => grant.Id, StringComparer.Ordinal)
                .Select(grant => View(grant, now)),
        ]);

    private static GrantView View(Grant grant, DateTimeOffset now) =>
        new(
            grant.Id,
            grant.Method.Wire(),
            grant.Host.ToString(),
            grant.Port,
            grant.Path.Value,
            grant.Since,
            grant.Expires,
            grant.Line,
            grant.IsExpired(now)
        );
}
