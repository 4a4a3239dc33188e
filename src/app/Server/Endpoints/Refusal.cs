using Gatehouse.Server.Access;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Server.Endpoints;

/// <summary>An error as a handler's result.</summary>
internal sealed class Refusal(int status, string title, string detail) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => ProblemAnswer.WriteAsync(httpContext, status, title, detail);

    public static Refusal BadRequest(string detail) => new(StatusCodes.Status400BadRequest, "Request not understood", detail);

    public static Refusal NotFound(string detail) => new(StatusCodes.Status404NotFound, "Not found", detail);

    public static Refusal NotOffered(string detail) => new(StatusCodes.Status409Conflict, "Not offered", detail);

    public static Refusal Busy(string detail) => new(StatusCodes.Status409Conflict, "Busy", detail);

    public static Refusal Conflict(string detail) => new(StatusCodes.Status409Conflict, "Too late", detail);
}
