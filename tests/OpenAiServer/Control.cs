using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.OpenAiServer;

/// <summary>How a test speaks to the server: under a path that no client of the protocol asks for.</summary>
internal static class Control
{
    public static void MapControl(this IEndpointRouteBuilder app, Script script)
    {
        app.MapPost("/_control/replies", (RequestDelegate)(http => EnqueueAsync(http, script)));
        app.MapPost("/_control/reset", (RequestDelegate)(http => Reset(http, script)));
        app.MapGet("/_control/requests", (RequestDelegate)(http => WriteAsync(http, script.Requests)));
        app.MapGet("/_control/given-up", (RequestDelegate)(http => WriteAsync(http, script.GivenUp)));
        app.MapGet("/_control/remaining", (RequestDelegate)(http => WriteAsync(http, script.Remaining)));
    }

    private static async Task EnqueueAsync(HttpContext http, Script script)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        script.Enqueue(Script.Parse(body.ToArray()));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task Reset(HttpContext http, Script script)
    {
        script.Reset();
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task WriteAsync<T>(HttpContext http, T value)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(value, Script.Json), http.RequestAborted);
    }
}
