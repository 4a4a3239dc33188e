using Gatehouse.Contracts;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Security.Effects;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>What waits for the owner, and the answers.</summary>
internal static class ApprovalEndpoints
{
    /// <summary>Longest reason that goes back to the asker, in characters.</summary>
    private const int MaxReason = 2_000;

    public static void MapApprovals(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/approvals", List).WithFacts(Routes.Read("What waits for the owner, with every field"));
        app.MapGet("/api/approvals/{request_id}/part", Part)
            .WithFacts(Routes.Read("A part that a card gives by size and hash only, whole"));
        app.MapPost("/api/chat/approval", AnswerAsync).WithFacts(Routes.Write("The owner's yes or no to one effect"));
    }

    private static Ok<ApprovalList> List(GateServices gate) =>
        TypedResults.Ok(new ApprovalList([.. gate.Approvals.Pending.Select(ApprovalViews.View)]));

    private static IResult Part(string request_id, string name, GateServices gate)
    {
        if (ApprovalRecord.ParseName(request_id) is not { } number || gate.Approvals.Find(number) is not { } approval)
        {
            return Unknown();
        }

        if (approval.Bytes.Length == 0)
        {
            return Refusal.NotFound($"The body of {approval.Name} was dropped (retention). Its digest still is in the ledger.");
        }

        return EffectPart.Find(EffectCodec.Decode(approval.Bytes), name) is { } part
            ? TypedResults.Ok(ApprovalViews.View(part))
            : Refusal.NotFound($"{approval.Name} has no such part, or its card shows all of it.");
    }

    /// <summary>Also for what comes over a WebSocket.</summary>
    public static async Task<IResult> AnswerAsync(ApprovalRequest request, GateServices gate, CancellationToken ct)
    {
        if (ApprovalRecord.ParseName(request.RequestId) is not { } number || !BelongsTo(gate, number, request.ThreadId))
        {
            return Unknown();
        }

        if (request.Reason is { Length: > MaxReason })
        {
            return Refusal.BadRequest($"reason may have at most {MaxReason} characters.");
        }

        if (!GrantLife.TryRead(request, out var life, out var wrong))
        {
            return Refusal.BadRequest(wrong);
        }

        return request.Action switch
        {
            "approve" => Say(gate, number, await gate.Approvals.ApproveAsync(number, always: false, ct)),
            "always" => Say(gate, number, await gate.Approvals.ApproveAsync(number, always: true, life, ct)),
            "deny" => Say(gate, number, await gate.Approvals.RefuseAsync(number, request.Reason, ct)),
            _ => Refusal.BadRequest("action must be \"approve\", \"always\" or \"deny\"."),
        };
    }

    private static bool BelongsTo(GateServices gate, int number, string? thread) =>
        thread is null || gate.Approvals.Find(number)?.Thread?.Value == thread;

    private static IResult Say(GateServices gate, int number, ApprovalAnswer answer)
    {
        var name = ApprovalRecord.NameOf(number);
        return answer switch
        {
            ApprovalAnswer.Accepted => TypedResults.Accepted((string?)null, new AcceptedView(name, "accepted")),
            ApprovalAnswer.Unknown => Unknown(),
            ApprovalAnswer.Expired => Refusal.Conflict(
                $"{name} expired before this answer came. Nothing was done; ask the assistant again."
            ),
            ApprovalAnswer.NotGrantable => Refusal.NotOffered(
                $"{name} can only be approved once: \"always\" is for HTTPS requests whose card shows every byte."
            ),
            _ => Refusal.Conflict($"{name} is already decided: {Decided(gate, number)}. An answer counts once."),
        };
    }

    private static string Decided(GateServices gate, int number) =>
        gate.Approvals.Find(number) switch
        {
            { Settled: SettledAs.RefusedByOwner } => "it was denied",
            { Settled: SettledAs.Expired } => "it expired",
            _ => "it was approved",
        };

    private static Refusal Unknown() => Refusal.NotFound("There is no such question. `gatehouse approvals` lists those that are open.");
}
