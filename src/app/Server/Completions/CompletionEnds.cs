using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Policy;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Completions;

/// <summary>How the Gate's answers are told to a program.</summary>
internal static class CompletionEnds
{
    public static CompletionRefusal Of(GateResult why, DateTimeOffset now) =>
        why switch
        {
            GateResult.OverBudget over => new(
                StatusCodes.Status429TooManyRequests,
                "insufficient_quota",
                "insufficient_quota",
                over.Refusal.Describe()
            )
            {
                // A budget without a day of its own is never filled again; a day is when to look next.
                RetryAfter = over.Refusal.ResetsAt is { } at ? at - now : TimeSpan.FromDays(1),
                IsFinal = true,
            },
            GateResult.Denied denied => Forbidden("policy_denied", DenyReasonText.Describe(denied.Reason)),
            GateResult.Stopped => Stopped(),
            GateResult.Failed failed => Of(failed),
            GateResult.Done => HeldSecret,
            _ => Forbidden("policy_denied", "The model call was put to the owner, which no policy should do. Nothing was sent."),
        };

    /// <summary>The answer held something that only the whole of it showed.</summary>
    public static CompletionRefusal HeldSecret =>
        Forbidden("secret_in_answer", "The model's answer held something secret, so it is not given out.");

    private static CompletionRefusal Of(GateResult.Failed failed) =>
        failed.Reason switch
        {
            FailureReason.RateLimited => new(
                StatusCodes.Status429TooManyRequests,
                CompletionFaults.RateLimit,
                "rate_limit_exceeded",
                failed.Message
            )
            {
                RetryAfter = failed.RetryAfter ?? TimeSpan.FromSeconds(1),
            },
            FailureReason.ContextTooLong => Invalid("context_length_exceeded", failed.Message),
            FailureReason.RequestRefused or FailureReason.BadArguments => Invalid("request_refused", failed.Message),
            FailureReason.RefusedByEgress => Forbidden("policy_denied", failed.Message),
            FailureReason.SecretInAnswer => Forbidden("secret_in_answer", failed.Message),
            FailureReason.Stopped => Stopped(),
            FailureReason.Cancelled => Server(StatusCodes.Status503ServiceUnavailable, "cancelled", failed.Message),
            FailureReason.TimedOut => Server(StatusCodes.Status504GatewayTimeout, "upstream_timeout", failed.Message),
            FailureReason.Internal => Server(StatusCodes.Status500InternalServerError, "internal_error", failed.Message),
            _ => Server(StatusCodes.Status502BadGateway, "upstream_error", failed.Message),
        };

    private static CompletionRefusal Invalid(string code, string message) =>
        new(StatusCodes.Status400BadRequest, CompletionFaults.InvalidRequest, code, message);

    private static CompletionRefusal Forbidden(string code, string message) =>
        new(StatusCodes.Status403Forbidden, CompletionFaults.Permission, code, message);

    private static CompletionRefusal Server(int status, string code, string message) =>
        new(status, CompletionFaults.ServerError, code, message);

    private static CompletionRefusal Stopped() =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            CompletionFaults.ServerError,
            "stopped",
            "The owner has stopped everything. He resumes it with `gatehouse resume`, or on the page."
        )
        {
            IsFinal = true,
        };
}
