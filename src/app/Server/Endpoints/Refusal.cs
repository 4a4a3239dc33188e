using System.Globalization;
using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Endpoints;

/// <summary>An error as a handler's result.</summary>
internal sealed class Refusal(int status, string title, string detail) : IResult
{
    /// <summary>Cause and fix, for the owner.</summary>
    public string Detail => detail;

    /// <summary>When it is worth trying again, in seconds; null when time does not help.</summary>
    public int? RetryAfter { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (RetryAfter is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return ProblemAnswer.WriteAsync(httpContext, status, title, detail);
    }

    public static Refusal BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Request not understood", detail);

    public static Refusal NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);

    public static Refusal NotOffered(string detail) => new(StatusCodes.Status409Conflict, "Not offered", detail);

    public static Refusal Busy(string detail) => new(StatusCodes.Status409Conflict, "Busy", detail);

    public static Refusal Conflict(string detail) => new(StatusCodes.Status409Conflict, "Too late", detail);
}
