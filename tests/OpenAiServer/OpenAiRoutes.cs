using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Gatehouse.OpenAiServer;

internal static class OpenAiRoutes
{
    public static void MapOpenAi(this IEndpointRouteBuilder app, Script script)
    {
        app.MapPost("/v1/chat/completions", (RequestDelegate)(http => CountedAsync(http, script)));
        app.MapGet("/v1/models", (RequestDelegate)(http => ModelsAsync(http, script)));
    }

    private static Task ModelsAsync(HttpContext http, Script script)
    {
        script.Record(Recorded(http, ""));
        var model = new JsonObject
        {
            ["id"] = "scripted",
            ["object"] = "model",
            ["created"] = 0,
            ["owned_by"] = "tests",
        };
        return WriteAsync(http, new JsonObject { ["object"] = "list", ["data"] = new JsonArray(model) });
    }

    private static async Task CountedAsync(HttpContext http, Script script)
    {
        try
        {
            await CompleteAsync(http, script);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            script.CountGivenUp();
        }
    }

    private static async Task CompleteAsync(HttpContext http, Script script)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        script.Record(Recorded(http, body));
        if (script.Take(body) is not { } reply)
        {
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await WriteAsync(http, Chunks.Error(new Reply { ErrorMessage = "the script has no reply for this request" }));
            return;
        }

        if (reply.Failure == ReplyFailure.HangBeforeHeaders)
        {
            await HangAsync(http);
        }

        http.Response.StatusCode = reply.Status;
        if (reply.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString();
        }

        var request = JsonNode.Parse(body)!;
        var model = (string?)request["model"] ?? "scripted";
        if (reply.Status != 200)
        {
            await WriteAsync(http, Chunks.Error(reply));
        }
        else if ((bool?)request["stream"] == true)
        {
            await StreamAsync(http, reply, model, (bool?)request["stream_options"]?["include_usage"] == true);
        }
        else if (reply.Failure is ReplyFailure.Drop or ReplyFailure.Hang)
        {
            await FailAsync(http, reply);
        }
        else
        {
            await WriteAsync(http, Chunks.Whole(reply, model));
        }
    }

    private static async Task StreamAsync(HttpContext http, Reply reply, string model, bool wantsUsage)
    {
        http.Response.ContentType = "text/event-stream";
        if (reply.RawEvents is { } events)
        {
            foreach (var raw in events)
            {
                await SendAsync(http, raw, reply);
            }

            return;
        }

        var sent = 0;
        foreach (var chunk in Chunks.Stream(reply, model))
        {
            if (reply.Failure != ReplyFailure.None && sent == reply.FailAfterChunks)
            {
                await FailAsync(http, reply);
                return;
            }

            await SendAsync(http, "data: " + chunk.ToJsonString(), reply);
            sent++;
        }

        // As the real servers do: usage comes in a chunk of its own, without choices, and only when asked for.
        if (wantsUsage && reply.Usage is not null)
        {
            await SendAsync(http, "data: " + Chunks.Usage(reply, model).ToJsonString(), reply);
        }

        await SendAsync(http, "data: [DONE]", reply);
    }

    private static async Task FailAsync(HttpContext http, Reply reply)
    {
        switch (reply.Failure)
        {
            case ReplyFailure.ErrorChunk:
                await SendAsync(http, "data: " + Chunks.Error(reply).ToJsonString(), reply);
                break;
            case ReplyFailure.Drop:
                http.Abort();
                break;
            case ReplyFailure.Hang:
                await HangAsync(http);
                break;
        }
    }

    private static Task HangAsync(HttpContext http)
    {
        // Ends when the client gives up, which is what the test waits for.
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        http.RequestAborted.Register(() => gone.TrySetCanceled());
        return gone.Task;
    }

    private static async Task SendAsync(HttpContext http, string text, Reply reply)
    {
        if (reply.ChunkDelayMilliseconds > 0)
        {
            await Task.Delay(reply.ChunkDelayMilliseconds, http.RequestAborted);
        }

        await http.Response.WriteAsync(text + "\n\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private static Task WriteAsync(HttpContext http, JsonObject body)
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    private static RecordedRequest Recorded(HttpContext http, string body) =>
        new(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body
        );
}
