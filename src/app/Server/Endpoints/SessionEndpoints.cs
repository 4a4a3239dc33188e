using Gatehouse.Contracts.Sessions;
using Gatehouse.Server.Access;
using Gatehouse.Storage.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Browsers that are signed in, and signing them out.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/sessions", List).WithFacts(Routes.Read("Browsers that are signed in"));
        app.MapPost("/api/sessions/revoke", RevokeAsync).WithFacts(Routes.Write("Signs a browser out, or all but the one that asks"));
    }

    private static Ok<SessionList> List(HttpContext context, SessionBook sessions) => TypedResults.Ok(View(sessions, Current(context)));

    private static async Task<IResult> RevokeAsync(
        RevokeSessionsRequest request,
        HttpContext context,
        SessionBook sessions,
        Revocation revocation
    )
    {
        if (request.All == (request.Id is not null))
        {
            return Refusal.BadRequest("Give the id of one session, or \"all\": true; not both.");
        }

        var current = Current(context);
        if (request.Id is null)
        {
            await revocation.EndAllAsync(current);
        }
        else if (!await revocation.EndAsync(new SessionId(request.Id)))
        {
            return Refusal.NotFound("There is no such session, or it has ended. `gatehouse sessions` lists those that are open.");
        }

        return TypedResults.Ok(View(sessions, current));
    }

    private static SessionId? Current(HttpContext context) => (context.Features.Get<Credential>() as Credential.Session)?.Record.Id;

    private static SessionList View(SessionBook sessions, SessionId? current) =>
        new([
            .. sessions
                .Live()
                .Select(session => new SessionView(
                    session.Id.Value,
                    session.Created,
                    session.LastUsed,
                    session.Expires,
                    session.UserAgentLine,
                    session.Id == current
                )),
        ]);
}
