using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>A program with a scoped token that speaks OpenAI's API by hand.</summary>
internal sealed class Asker : IDisposable
{
    private readonly GatewayClient _client;

    private Asker(GatewayClient client, string token, string id) => (_client, Token, Id) = (client, token, id);

    public string Token { get; }

    /// <summary>Of the token.</summary>
    public string Id { get; }

    public static async Task<Asker> CreateAsync(GatehouseProcess gatehouse, params string[] more)
    {
        var made = await gatehouse.RunCliAsync(["tokens", "create", "--scope", "chat", "--json", .. more]);
        Assert.True(made.ExitCode == 0, made.Errors);
        using var json = JsonDocument.Parse(made.Output);
        var token = json.RootElement.Text("token");
        Assert.Matches("^gh_[0-9a-f]{64}$", token);
        return new Asker(GatewayClient.WithToken(gatehouse, token), token, json.RootElement.Text("id"));
    }

    /// <summary>With a token that is good for so long from now on: made without a command, whose start would count.</summary>
    public static async Task<Asker> CreateBriefAsync(GatehouseProcess gatehouse, GatewayClient owner, string life)
    {
        var made = await owner.PostAsync("/api/tokens", new { scope = "chat", expires_in = life });
        return new Asker(GatewayClient.WithToken(gatehouse, made.Text("token")), made.Text("token"), made.Text("id"));
    }

    /// <summary>The least that is a request, with more members.</summary>
    public static JsonObject Body(string content = "hello", params (string Name, JsonNode? Value)[] more)
    {
        var body = new JsonObject
        {
            ["model"] = "scripted",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = content }),
        };
        foreach (var (name, value) in more)
        {
            body[name] = value;
        }

        return body;
    }

    public Task<HttpResponseMessage> SendAsync(JsonNode body, CancellationToken ct = default) => SendAsync(body.ToJsonString(), ct);

    /// <summary>Returns when the head of the answer is there.</summary>
    public async Task<HttpResponseMessage> SendAsync(string body, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
    }

    public Task<HttpResponseMessage> ModelsAsync() => _client.Http.GetAsync(new Uri("/v1/models", UriKind.Relative));

    /// <summary>The whole answer, which must be good.</summary>
    public async Task<JsonElement> AskAsync(JsonNode body)
    {
        using var answer = await SendAsync(body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {text}");
        return Json(text);
    }

    /// <summary>The error of an answer, which must have this status.</summary>
    public async Task<JsonElement> RefusedAsync(HttpStatusCode status, JsonNode body)
    {
        using var answer = await SendAsync(body);
        return await ErrorAsync(status, answer);
    }

    public static async Task<JsonElement> ErrorAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} in place of {(int)status}: {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var error = Json(text).GetProperty("error");
        Assert.Equal(["code", "message", "param", "type"], error.EnumerateObject().Select(member => member.Name).Order());
        Assert.NotEqual("", error.Text("message"));
        return error;
    }

    /// <summary>Sends with <c>stream</c> and returns the stream, whose head must be good.</summary>
    public async Task<EventLines> StreamAsync(JsonObject body, CancellationToken ct = default)
    {
        body["stream"] = true;
        var answer = await SendAsync(body, ct);
        Assert.True(
            answer.StatusCode == HttpStatusCode.OK,
            await (answer.IsSuccessStatusCode ? Task.FromResult("") : answer.Content.ReadAsStringAsync(ct))
        );
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventLines(answer);
    }

    public void Dispose() => _client.Dispose();

    public static JsonElement Json(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
