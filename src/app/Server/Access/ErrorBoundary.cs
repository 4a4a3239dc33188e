using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Access;

/// <summary>Turns what a handler throws into an answer. The outermost middleware; what went wrong inside goes to the log only.</summary>
internal sealed class ErrorBoundary(ILogger<ErrorBoundary> logger) : IMiddleware
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await ProblemAnswer.TooLargeAsync(context);
        }
        catch (BadHttpRequestException e)
        {
            var status = e.StatusCode is >= 400 and < 500 ? e.StatusCode : StatusCodes.Status400BadRequest;
            await ProblemAnswer.WriteAsync(context, status, "Request not understood", Describe(e));
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
    }

    // The place in the client's own JSON helps; the exception's message names our types and stays here.
    private static string Describe(BadHttpRequestException e) =>
        e.InnerException is JsonException json
            ? $"The JSON does not fit this route{(json.Path is { Length: > 1 } path ? $", at {path}" : "")}. Unknown, missing and doubled members are refused."
            : "A parameter is missing or malformed.";
}
