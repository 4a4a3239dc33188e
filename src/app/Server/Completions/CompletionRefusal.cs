using System.Globalization;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Completions;

/// <summary>An error of this API, as an answer or as the last event of one that had begun.</summary>
internal sealed class CompletionRefusal(int status, string type, string code, string message) : IResult
{
    public string? Param { get; init; }

    /// <summary>When it is worth trying again; null when time does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Clients try again by themselves after some statuses; this tells them that it is in vain.</summary>
    public bool IsFinal { get; init; }

    /// <summary>As the body of an answer or the data of an event.</summary>
    public byte[] Body => CompletionFaults.Write(message, type, Param, code);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json";
        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (IsFinal)
        {
            response.Headers["x-should-retry"] = "false";
        }

        var body = Body;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    public static CompletionRefusal Of(BadCompletionException bad) =>
        new(bad.Status, CompletionFaults.InvalidRequest, bad.Code ?? "invalid_request", bad.Message) { Param = bad.Param };
}
