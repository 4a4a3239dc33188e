using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Access;

/// <summary>Cross-origin grants (CORS): two exact origins, four methods, two headers, never a wildcard.</summary>
internal sealed class CrossOrigin(OwnAddresses addresses)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE"];
    private static readonly string[] Headers = ["content-type", "authorization"];

    /// <summary>Lets the page of a granted origin read this answer.</summary>
    public void Grant(HttpContext context)
    {
        context.Response.Headers.Vary = "Origin";
        if (Origin(context) is { } origin)
        {
            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.AccessControlAllowCredentials = "true";
        }
    }

    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count == 1 && request.Headers.AccessControlRequestMethod.Count == 1;

    /// <summary>Answers a preflight. It carries no credential and is told nothing but whether to go on.</summary>
    public void AnswerPreflight(HttpContext context)
    {
        var headers = context.Request.Headers;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        var wanted = headers
            .AccessControlRequestHeaders.ToString()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        context.Response.Headers.Vary = "Origin";
        if (
            Origin(context) is null
            || !Methods.Contains(headers.AccessControlRequestMethod[0], StringComparer.Ordinal)
            || wanted.Any(header => !Headers.Contains(header, StringComparer.OrdinalIgnoreCase))
        )
        {
            return;
        }

        Grant(context);
        context.Response.Headers.AccessControlAllowMethods = string.Join(", ", Methods);
        context.Response.Headers.AccessControlAllowHeaders = "Content-Type, Authorization";
    }

    private string? Origin(HttpContext context) =>
        context.Request.Headers.Origin is { Count: 1 } origins
        && origins[0] is { } origin
        && addresses.IsGrantedOrigin(origin, context.Connection.LocalPort)
            ? origin
            : null;
}
