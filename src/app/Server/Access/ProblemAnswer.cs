using System.Globalization;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Surface;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>Writes errors: the cause and the fix, nothing of the inside. As problem details, but where clients expect OpenAI's shape.</summary>
internal static class ProblemAnswer
{
    public static async Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        if (context.Response.HasStarted)
        {
            // Half an answer must not look like a whole one.
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        var inTheirShape = CompletionFaults.Cover(context);
        context.Response.ContentType = inTheirShape ? "application/json" : "application/problem+json";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var body = inTheirShape
            ? CompletionFaults.Write(status, detail)
            : JsonSerializer.SerializeToUtf8Bytes(new Problem("about:blank", title, status, detail), GatehouseJson.Default.Problem);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public static Task UnauthorizedAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return WriteAsync(
            context,
            StatusCodes.Status401Unauthorized,
            "Not signed in",
            "Open the login link that the server printed, or run `gatehouse login` for a new one; programs send Authorization: Bearer."
        );
    }

    /// <summary>For a good token at a route that its scope does not open.</summary>
    public static Task OutOfScopeAsync(HttpContext context, TokenScope scope)
    {
        context.Response.Headers.WWWAuthenticate = $"Bearer error=\"insufficient_scope\", scope=\"{scope.Wire()}\"";
        return WriteAsync(
            context,
            StatusCodes.Status403Forbidden,
            "Outside the token's scope",
            $"This token has the scope {scope.Wire()}, which opens POST /v1/chat/completions and GET /v1/models and nothing else. "
                + "Use the owner's token for the rest."
        );
    }

    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "Not found", "There is nothing at this address with this method.");

    public static Task TooManyAsync(HttpContext context, TimeSpan retryAfter, string detail)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, "Too many requests", detail);
    }

    public static Task TooLargeAsync(HttpContext context)
    {
        var most = context.GetEndpoint()?.Metadata.GetMetadata<RouteFacts>() is { MaxBodyBytes: > 0 } facts
            ? facts.MaxBodyBytes
            : GatewayLimits.BodyBytes;
        return WriteAsync(
            context,
            StatusCodes.Status413PayloadTooLarge,
            "Body too large",
            $"A request body may have at most {SurfaceDocument.Size(most)} here. Send less, or put the text into several messages."
        );
    }
}
