using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Endpoints;

/// <summary>What the owner does himself, on the page or in the terminal: through the Gate like any other effect, as his.</summary>
internal static class OwnerEffects
{
    public static Refusal EverythingIsStopped { get; } =
        Refusal.Conflict("Everything is stopped. Resume first: `gatehouse resume`, or the button on the page.");

    /// <returns>What was done, or why it was not.</returns>
    public static async Task<(GateResult.Done? Done, Refusal? Refused)> RunAsync(
        GateServices gate,
        Effect effect,
        string tool,
        CancellationToken ct
    )
    {
        var context = gate.Gate.OpenContext(thread: null, turn: null, Caller.Owner, attended: true, []);
        var result = await gate.Gate.RunAsync(effect, context, new Invocation(tool, "owner"), ct);
        return result is GateResult.Done done ? (done, null) : (null, Why(result));
    }

    private static Refusal Why(GateResult result) =>
        result switch
        {
            GateResult.Stopped => EverythingIsStopped,
            GateResult.OverBudget over => Refusal.Conflict(over.Refusal.Describe()),
            GateResult.Denied denied => new Refusal(
                StatusCodes.Status422UnprocessableEntity,
                "Refused by the policy",
                DenyReasonText.Describe(denied.Reason)
            ),
            GateResult.Failed { Reason: FailureReason.NotFound } failed => Refusal.NotFound(failed.Message),
            GateResult.Failed failed => new Refusal(StatusCodes.Status500InternalServerError, "It did not work", failed.Message),
            _ => Refusal.Conflict("The policy asks about this first. See the approvals."),
        };
}
