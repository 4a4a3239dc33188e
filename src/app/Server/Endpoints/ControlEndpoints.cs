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
        app.MapPost("/control/login", Login).WithFacts(Routes.Control("A fresh one-time login link"));
        app.MapPost("/control/shutdown", Shutdown).WithFacts(Routes.Control("Stops the server"));
    }

    private static Ok<TokenView> Token(OwnerToken token) => TypedResults.Ok(new TokenView(token.Text));

    private static Ok<LoginLink> Login(LoginLinks links) => TypedResults.Ok(links.Create());

    private static NoContent Shutdown(IHostApplicationLifetime lifetime)
    {
        lifetime.StopApplication();
        return TypedResults.NoContent();
    }
}
