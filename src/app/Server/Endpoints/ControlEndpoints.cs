using Gatehouse.Contracts.Control;
using Gatehouse.Server.Access;
using Gatehouse.Server.Listening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace Gatehouse.Server.Endpoints;

/// <summary>What the CLI alone may have, over the control socket.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this IEndpointRouteBuilder app)
    {
        app.MapGet("/control/token", Token).WithFacts(Routes.Control("The bearer token of the running server"));
        app.MapPost("/control/token/rotate", RotateAsync)
            .WithFacts(Routes.Control("A new bearer token; the old one and what is open through it end"));
        app.MapPost("/control/login", Login).WithFacts(Routes.Control("A fresh one-time login link"));
        app.MapPost("/control/shutdown", Shutdown).WithFacts(Routes.Control("Stops the server"));
    }

    private static Ok<TokenView> Token(OwnerToken token) => TypedResults.Ok(new TokenView(token.Text));

    private static async Task<Ok<RotatedToken>> RotateAsync(Revocation revocation, OwnerToken token)
    {
        var (fresh, cut) = await revocation.RotateTokenAsync();
        return TypedResults.Ok(new RotatedToken(fresh, cut, token.IsConfigured));
    }

    private static Ok<LoginLink> Login(LoginLinks links) => TypedResults.Ok(links.Create());

    private static NoContent Shutdown(IHostApplicationLifetime lifetime)
    {
        lifetime.StopApplication();
        return TypedResults.NoContent();
    }
}
