using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Gatehouse.App.Tests.Agent;

/// <summary>A chat completions server on loopback that answers with what the test wrote.</summary>
internal sealed class OpenAiMock : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OpenAiMock(WebApplication app) => _app = app;

    public string BaseUrl { get; private set; } = "";

    public string LastBody { get; private set; } = "";

    public IReadOnlyDictionary<string, string> LastHeaders { get; private set; } = new Dictionary<string, string>();

    public int Requests { get; private set; }

    public static async Task<OpenAiMock> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var mock = new OpenAiMock(builder.Build());
        mock._app.MapPost(
            "/v1/chat/completions",
            async (HttpContext http) =>
            {
                using var reader = new StreamReader(http.Request.Body);
                mock.LastBody = await reader.ReadToEndAsync();
                mock.LastHeaders = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString());
                mock.Requests++;
                await answer(http);
            }
        );
        await mock._app.StartAsync();
        mock.BaseUrl = mock._app.Urls.Single() + "/v1";
        return mock;
    }

    /// <summary>Sends each chunk as an event, flushed.</summary>
    public static async Task StreamAsync(HttpContext http, params string[] chunks)
    {
        http.Response.ContentType = "text/event-stream";
        foreach (var chunk in chunks)
        {
            await http.Response.WriteAsync($"data: {chunk}\n\n");
            await http.Response.Body.FlushAsync();
        }
    }

    public static string Delta(string delta, string finish = "null") =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{finish}}}]}""";

    public static string Usage(int input, int output) =>
        $$"""{"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}} } }""";

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }
}
