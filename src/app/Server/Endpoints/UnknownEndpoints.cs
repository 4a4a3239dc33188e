using Gatehouse.Contracts;
using Gatehouse.Contracts.Unknowns;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Unknowns;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>Effects of which nobody knows whether they happened, and the owner's word on them.</summary>
internal static class UnknownEndpoints
{
    public static void MapUnknowns(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/unknowns", List).WithFacts(Routes.Read("Effects of which nobody knows whether they happened"));
        app.MapPost("/api/unknowns/{id}", AnswerAsync).WithFacts(Routes.Write("The owner's word on whether one happened"));
    }

    private static Ok<UnknownList> List(GateServices gate) => TypedResults.Ok(new UnknownList([.. gate.Unknowns.Waiting.Select(View)]));

    private static async Task<IResult> AnswerAsync(string id, UnknownRequest request, GateServices gate)
    {
        bool? done = request.Outcome switch
        {
            "done" => true,
            "not_done" => false,
            _ => null,
        };
        if (done is null)
        {
            return Refusal.BadRequest("outcome must be \"done\" or \"not_done\".");
        }

        if (request.Note is { Length: > UnknownInbox.MaxNote })
        {
            return Refusal.BadRequest($"note may have at most {UnknownInbox.MaxNote} characters.");
        }

        var answer = EdgeIds.Effect(id) is { } effect
            ? await gate.Unknowns.AnswerAsync(effect, done.Value, request.Note)
            : UnknownAnswer.NotUnknown;
        return answer switch
        {
            UnknownAnswer.Accepted => TypedResults.Ok(new AcceptedView(id, "recorded")),
            UnknownAnswer.AlreadyAnswered => Refusal.Conflict("You gave your word on this before. The ledger keeps the first one."),
            _ => Refusal.NotFound("No such effect waits for your word. `gatehouse unknowns` lists those that do."),
        };
    }

    private static UnknownView View(UnknownEffect unknown) =>
        new(
            unknown.Id.Value,
            unknown.Kind.Wire(),
            unknown.Line,
            unknown.Since,
            unknown.Thread?.Value,
            unknown.Turn?.Value,
            unknown.Approval is { } number ? ApprovalRecord.NameOf(number) : null
        );
}
