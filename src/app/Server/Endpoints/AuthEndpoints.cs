using Gatehouse.Contracts.Auth;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Signing in with a one-time code, and out.</summary>
internal static class AuthEndpoints
{
    public static void MapAuth(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/auth/login", LoginAsync)
            .WithFacts(
                Routes.Write("Trades a one-time code for a browser session") with
                {
                    Auth = RouteAuth.Public,
                    // A code is 43 characters; anybody may send here, so nobody may send much.
                    MaxBodyBytes = 1024,
                    Listeners = Listeners.Gateway,
                }
            );
        app.MapPost("/api/auth/logout", LogoutAsync)
            .WithFacts(Routes.Read("Ends the browser session") with { Listeners = Listeners.Gateway });
    }

    private static async Task<IResult> LoginAsync(
        LoginRequest request,
        HttpContext context,
        LoginCodes codes,
        SessionBook sessions,
        FailedAttempts failures,
        OwnAddresses addresses
    )
    {
        if (!codes.TryRedeem(request.Code))
        {
            if (!failures.TryCount(context.Connection.RemoteIpAddress, "login", out var wait))
            {
                await ProblemAnswer.TooManyAsync(context, wait, "Too many wrong codes from this address. Wait, then use a fresh link.");
                return Results.Empty;
            }

            return new Refusal(
                StatusCodes.Status401Unauthorized,
                "This link does not work",
                "The code is unknown, used or older than 10 minutes. Run `gatehouse login` in a terminal for a new link."
            );
        }

        var session = sessions.Open(context.Request.Headers.UserAgent.ToString());
        context.Response.Cookies.Append(SessionBook.Cookie, session.Cookie.Text, Cookie(context, addresses, session.Expires));
        return TypedResults.Ok(new LoginAnswer(session.PageKey.Text, session.Expires));
    }

    private static async Task<NoContent> LogoutAsync(HttpContext context, Revocation revocation, OwnAddresses addresses)
    {
        if (context.Features.Get<Credential>() is Credential.Session { Record: { } session })
        {
            await revocation.EndAsync(session.Id);
            context.Response.Cookies.Delete(SessionBook.Cookie, Cookie(context, addresses, expires: null));
        }

        return TypedResults.NoContent();
    }

    private static CookieOptions Cookie(HttpContext context, OwnAddresses addresses, DateTimeOffset? expires) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Path = "/",
            Secure = addresses.IsSecure(context.Request.Host.Value),
            Expires = expires,
            IsEssential = true,
        };
}
