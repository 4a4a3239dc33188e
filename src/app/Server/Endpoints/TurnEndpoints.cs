using Gatehouse.Agent.Loop;
using Gatehouse.Agent.Threads;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;
using Gatehouse.Gate;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.Server.Endpoints;

/// <summary>What the owner does with a message that was said: have it answered again, or take it back while it waits.</summary>
internal static class TurnEndpoints
{
    public static void MapTurns(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/chat/turn/replace", ReplaceAsync)
            .WithFacts(
                Routes.Write("Has the last message answered again, or another one in its place") with
                {
                    RateLimit = RateLimits.ChatSend,
                }
            );
        app.MapPost("/api/chat/turn/take-back", TakeBackAsync).WithFacts(Routes.Write("Takes a message back that waits behind an answer"));
    }

    private static async Task<IResult> ReplaceAsync(
        ReplaceTurnRequest request,
        Conversations conversations,
        GateServices gate,
        CancellationToken ct
    )
    {
        if (EdgeIds.Thread(request.ThreadId) is not { } thread || EdgeIds.Turn(request.TurnId) is not { } turn)
        {
            return Unknown();
        }

        return await conversations.ReplaceAsync(thread, turn, request.Content, request.Timezone, gate.Ledger, ct) switch
        {
            ReplaceResult.Accepted accepted => TypedResults.Accepted(
                (string?)null,
                new AcceptedView(accepted.MessageId, "accepted", thread.Value)
            ),
            ReplaceResult.NotSaid unsaid => SendRefusals.Of(unsaid.Why),
            ReplaceResult.Refused { Why: ReplaceRefusal.Busy } => Refusal.Busy(
                "An answer is under way in this thread. Wait for its end, or stop it."
            ),
            ReplaceResult.Refused { Why: ReplaceRefusal.Waits } => Refusal.Busy(
                "Something that this message asked for waits for your answer, or is being done. Answer it first, and wait for its end."
            ),
            ReplaceResult.Refused { Why: ReplaceRefusal.NotLast } => Refusal.Conflict(
                "The conversation went on after this message. Say it anew as a message of its own."
            ),
            _ => Unknown(),
        };
    }

    private static async Task<IResult> TakeBackAsync(
        TakeBackRequest request,
        Conversations conversations,
        GateServices gate,
        CancellationToken ct
    )
    {
        if (EdgeIds.Thread(request.ThreadId) is not { } thread)
        {
            return Unknown();
        }

        return await conversations.TakeBackAsync(thread, request.MessageId, gate.Ledger, ct) switch
        {
            null => Unknown(),
            { Count: 0 } => Refusal.Conflict("It was taken up already. To end its answer, stop the thread."),
            var said => TypedResults.Ok(
                new TakenBack(
                    thread.Value,
                    said.Last(message => message.Role == MessageRole.Owner).Text,
                    [.. said.Where(message => message.Role == MessageRole.Pasted).Select(message => message.Text)]
                )
            ),
        };
    }

    private static Refusal Unknown() => Refusal.NotFound("There is no such message in this thread.");
}
