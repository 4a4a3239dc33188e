using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Status;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Gatehouse.Bench.Gateway;

/// <summary>
/// The peer of the goal for an API call: a minimal API that asks for a bearer token, sets two headers and puts an object into JSON.
/// A process of its own, so that the bare server starts with none of it.
/// </summary>
internal static class MinimalApi
{
    /// <summary>The argument that makes this program the peer: then the port, the file of the answer and the token.</summary>
    public const string Argument = "minimal-api";

    public const string Path = "/api";

    private const string Scheme = "Bearer ";

    public static async Task RunAsync(int port, string answerFile, string token)
    {
        var view = JsonSerializer.Deserialize(RecordedAnswer.Read(answerFile).Body, GatehouseJson.Default.StatusView)!;
        var expected = Encoding.UTF8.GetBytes(token);
        await PeerHost.RunAsync(
            port,
            app =>
            {
                app.MapGet("/api/health", context => context.Response.WriteAsync("ok"));
                app.MapGet(Path, (HttpContext context) => Answer(context, expected, view));
            },
            services => services.AddRouting().Configure<JsonOptions>(SetUp)
        );
    }

    private static Results<Ok<StatusView>, UnauthorizedHttpResult> Answer(HttpContext context, byte[] expected, StatusView view)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (
            !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..]), expected)
        )
        {
            return TypedResults.Unauthorized();
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Ok(view);
    }

    // As the product's answers are written.
    private static void SetUp(JsonOptions options)
    {
        options.SerializerOptions.TypeInfoResolver = GatehouseJson.Default;
        options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
    }
}
