using Gatehouse.Agent.Loop;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Endpoints;

/// <summary>Why the owner's words were not taken, and what to do.</summary>
internal static class SendRefusals
{
    public static Refusal Of(SendResult result) =>
        result switch
        {
            SendResult.Empty => Refusal.BadRequest("content must have something to say, also about what was pasted."),
            SendResult.TooManyPasted => Refusal.BadRequest(
                $"pasted may have {Conversations.MaxPasted} texts. Send the others with another message."
            ),
            SendResult.HoldsSecret secret => new Refusal(
                StatusCodes.Status422UnprocessableEntity,
                "The message holds a secret",
                $"It holds what looks like a key or password ({secret.Name}). Nothing was stored or sent. Say it without the secret."
            ),
            SendResult.TooEncoded => new Refusal(
                StatusCodes.Status422UnprocessableEntity,
                "The message cannot be looked through",
                "It holds more compressed or encoded data than can be looked through for keys and passwords. Nothing was stored or sent. Send it unpacked, or in smaller parts."
            ),
            SendResult.QueueFull => new Refusal(
                StatusCodes.Status429TooManyRequests,
                "Too many messages wait",
                $"{Conversations.MaxQueued} messages of this thread wait for their turn. Wait for an answer, or stop the thread."
            )
            {
                RetryAfter = 5,
            },
            _ => Refusal.NotFound("There is no such thread."),
        };
}
