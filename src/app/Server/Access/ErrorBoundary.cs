using System.Text.Json;
using System.Text.RegularExpressions;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Access;

/// <summary>Turns what a handler throws into an answer. The outermost middleware; what went wrong inside goes to the log only.</summary>
internal sealed partial class ErrorBoundary(RequestDelegate next, ILogger<ErrorBoundary> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await ExplainAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, e);
        }
        catch (Exception e) when (e is LedgerUnavailableException or DiskRefusedException)
        {
            logger.RequestFailed(context.Request.Method, context.GetEndpoint()?.DisplayName ?? "none", e);
            await ProblemAnswer.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "Nothing can be kept", e.Message);
        }
#pragma warning disable CA1031 // The request pipeline's boundary: whatever broke, the client gets an answer without internals.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.RequestFailed(context.Request.Method, context.GetEndpoint()?.DisplayName ?? "none", e);
            await ProblemAnswer.WriteAsync(
                context,
                StatusCodes.Status500InternalServerError,
                "Something broke here",
                "The request was not completed. The server's log has the cause: logs/gatehouse.log in its home folder."
            );
        }
        finally
        {
            // The route's pattern, not the path: a path or query can hold what nobody should read.
            logger.Answered(context.Request.Method, Route(context), context.Response.StatusCode);
        }
    }

    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";

    // A body that broke off is answered by the framework with a bare status.
    private static Task ExplainAsync(HttpContext context) =>
        context.Response is { HasStarted: false, ContentType: null, StatusCode: >= 400 and < 500 and var status }
            ? UnreadableAsync(context, status)
            : Task.CompletedTask;

    private static Task AnswerAsync(HttpContext context, BadHttpRequestException e) =>
        e.InnerException is JsonException json
            ? ProblemAnswer.WriteAsync(
                context,
                JsonComplaint.IsBroken(json) ? StatusCodes.Status400BadRequest : StatusCodes.Status422UnprocessableEntity,
                "Request not understood",
                JsonComplaint.Describe(json)
            )
        : e.StatusCode == StatusCodes.Status400BadRequest
            ? ProblemAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "Request not understood", Describe(e))
        : UnreadableAsync(context, e.StatusCode is >= 400 and < 500 ? e.StatusCode : StatusCodes.Status400BadRequest);

    private static Task UnreadableAsync(HttpContext context, int status) =>
        status switch
        {
            StatusCodes.Status401Unauthorized => ProblemAnswer.UnauthorizedAsync(context),
            StatusCodes.Status413PayloadTooLarge => ProblemAnswer.TooLargeAsync(context),
            StatusCodes.Status408RequestTimeout => ProblemAnswer.WriteAsync(
                context,
                status,
                "Too slow",
                "The request's body came too slowly. Send it again in one go."
            ),
            _ => ProblemAnswer.WriteAsync(
                context,
                status,
                "Request not understood",
                "The request's body could not be read to its end. Check its length and its framing."
            ),
        };

    // The exception's message names our types and stays here, but for the parameter, whose name the client knows.
    private static string Describe(BadHttpRequestException e) =>
        Parameter().Match(e.Message) is { Success: true } parameter
            ? $"The parameter {parameter.Groups[1].Value} is missing or malformed."
            : "A JSON object is expected as the body, or a parameter is missing.";

    [GeneratedRegex("""parameter "[^" ]+ ([a-z_]+)" """, RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
