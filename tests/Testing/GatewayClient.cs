using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Gatehouse.Testing;

/// <summary>What the gateway answered to a sent message.</summary>
public sealed record SentMessage(string MessageId, string ThreadId);

/// <summary>One event of the stream, with the id to resume after.</summary>
public sealed record GatewayEvent(string? Id, string Type, JsonElement Data);

/// <summary>A caller of the HTTP API, by bearer token or as a browser session. Answers other than 2xx throw, with their text.</summary>
public sealed class GatewayClient : IDisposable
{
    private readonly SocketsHttpHandler _handler;

    private GatewayClient(string baseUrl, X509Certificate2? authority)
    {
        _handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            // Who lets an answer go hangs up, in place of reading on for a while.
            MaxResponseDrainSize = 0,
        };
        if (authority is not null)
        {
            _handler.SslOptions = RawHttp.Trusting(authority);
        }

        Http = new HttpClient(_handler) { BaseAddress = new Uri(baseUrl), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>For requests that this class has no method for.</summary>
    public HttpClient Http { get; }

    public CookieContainer Cookies { get; } = new();

    /// <summary>With the token that <c>gatehouse token show</c> prints.</summary>
    public static async Task<GatewayClient> ConnectAsync(GatehouseProcess gatehouse) => WithToken(gatehouse, await gatehouse.TokenAsync());

    public static GatewayClient WithToken(GatehouseProcess gatehouse, string token) =>
        WithToken(gatehouse.BaseUrl, token, gatehouse.Authority);

    public static GatewayClient WithToken(string baseUrl, string token, X509Certificate2? authority = null)
    {
        var client = new GatewayClient(baseUrl, authority);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Without any credential.</summary>
    public static GatewayClient Anonymous(string baseUrl) => new(baseUrl, null);

    public static GatewayClient Anonymous(GatehouseProcess gatehouse) => new(gatehouse.BaseUrl, gatehouse.Authority);

    /// <summary>Trades a login code for the two halves of a browser session and sends what a browser sends with them.</summary>
    public static Task<GatewayClient> LoginAsync(GatehouseProcess gatehouse, string code) =>
        LoginAsync(gatehouse.BaseUrl, code, gatehouse.Authority);

    /// <inheritdoc cref="LoginAsync(GatehouseProcess, string)"/>
    public static async Task<GatewayClient> LoginAsync(string baseUrl, string code, X509Certificate2? authority = null)
    {
        var client = new GatewayClient(baseUrl, authority);
        client.Http.DefaultRequestHeaders.Add("Origin", baseUrl);
        client.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var session = await client.PostAsync("/api/auth/login", new { code });
        client.Http.DefaultRequestHeaders.Add("X-Gatehouse-Page", session.GetProperty("page_key").GetString());
        return client;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var answer = await Http.PostAsJsonAsync(path, body);
        return await ReadAsync(answer);
    }

    public async Task<SentMessage> SendAsync(string content, string? threadId = null, params string[] pasted)
    {
        var body = new Dictionary<string, object> { ["content"] = content };
        if (pasted.Length > 0)
        {
            body["pasted"] = pasted;
        }

        if (threadId is not null)
        {
            body["thread_id"] = threadId;
        }

        var sent = await PostAsync("/api/chat/send", body);
        return new SentMessage(sent.GetProperty("message_id").GetString()!, sent.GetProperty("thread_id").GetString()!);
    }

    public Task<JsonElement> HistoryAsync(string threadId, int limit = 200) =>
        GetAsync($"/api/chat/history?thread_id={Uri.EscapeDataString(threadId)}&limit={limit}");

    public async Task<IReadOnlyList<JsonElement>> ThreadsAsync() => Items(await GetAsync("/api/chat/threads"), "threads");

    public async Task<string> NewThreadAsync() => (await PostAsync("/api/chat/thread/new", new { })).GetProperty("id").GetString()!;

    /// <summary>Sends, then waits for the end of the turn that this message started. Returns the turn.</summary>
    public async Task<JsonElement> SendAndWaitAsync(
        string content,
        string? threadId = null,
        TimeSpan? within = null,
        params string[] pasted
    )
    {
        var before = threadId is null ? 0 : (await TurnsAsync(threadId)).Count;
        var sent = await SendAsync(content, threadId, pasted);
        return await WaitForTurnAsync(
            sent.ThreadId,
            turns => turns.Skip(before).FirstOrDefault(turn => turn.GetProperty("user_input").GetString() == content),
            $"the turn of “{content}”",
            within
        );
    }

    /// <summary>Waits for the end of the turn that the result of an approval started.</summary>
    public Task<JsonElement> WaitForContinuationAsync(string threadId, string requestId, TimeSpan? within = null) =>
        WaitForTurnAsync(
            threadId,
            turns => turns.FirstOrDefault(turn => turn.TryGetProperty("continues", out var of) && of.GetString() == requestId),
            $"the continuation of {requestId}",
            within
        );

    /// <summary>Waits until every turn of the thread has ended; returns the last one.</summary>
    public Task<JsonElement> WaitForQuietAsync(string threadId, TimeSpan? within = null) =>
        WaitForTurnAsync(
            threadId,
            turns => turns.Count == 0 || turns.Any(IsRunning) ? default : turns[^1],
            "the end of the last turn",
            within
        );

    public async Task<IReadOnlyList<JsonElement>> TurnsAsync(string threadId) => Items(await HistoryAsync(threadId), "turns");

    public async Task<IReadOnlyList<JsonElement>> ApprovalsAsync() => Items(await GetAsync("/api/approvals"), "approvals");

    /// <summary>Waits for a pending approval, of this thread if one is named.</summary>
    public async Task<JsonElement> WaitForApprovalAsync(string? threadId = null, TimeSpan? within = null)
    {
        var found = await Deadline.UntilAsync(
            async () =>
                (await ApprovalsAsync()).FirstOrDefault(approval =>
                    threadId is null || approval.GetProperty("thread_id").GetString() == threadId
                ),
            approval => approval.ValueKind == JsonValueKind.Object,
            "an approval is asked for",
            within
        );
        return found;
    }

    public Task<JsonElement> ApproveAsync(string requestId, bool always = false) =>
        PostAsync("/api/chat/approval", new { request_id = requestId, action = always ? "always" : "approve" });

    public Task<JsonElement> DenyAsync(string requestId, string? reason = null) =>
        PostAsync(
            "/api/chat/approval",
            reason is null
                ? new { request_id = requestId, action = "deny" }
                : new
                {
                    request_id = requestId,
                    action = "deny",
                    reason,
                }
        );

    /// <summary>The newest entries first, as the page shows them.</summary>
    public async Task<IReadOnlyList<JsonElement>> LedgerAsync(string? threadId = null, int limit = 200) =>
        Items(await GetAsync($"/api/ledger?limit={limit}{(threadId is null ? "" : "&thread_id=" + threadId)}"), "entries");

    public Task<JsonElement> EffectAsync(string effectId) => GetAsync("/api/ledger/effect/" + effectId);

    public Task<JsonElement> VerifyAsync() => GetAsync("/api/ledger/verify");

    public Task<JsonElement> StatusAsync() => GetAsync("/api/gateway/status");

    public Task<JsonElement> StopAsync(string? threadId = null) =>
        PostAsync("/api/stop", threadId is null ? new { scope = "global" } : new { scope = "thread", thread_id = threadId });

    public Task<JsonElement> ResumeAsync(string? threadId = null) =>
        PostAsync("/api/resume", threadId is null ? new { scope = "global" } : new { scope = "thread", thread_id = threadId });

    /// <summary>The event stream, until <paramref name="ct"/> or the server ends it.</summary>
    public async IAsyncEnumerable<GatewayEvent> EventsAsync(string? lastEventId, [EnumeratorCancellation] CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/chat/events");
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var answer = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await ThrowUnlessGoodAsync(answer);
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var events = System.Net.ServerSentEvents.SseParser.Create(body);
        await foreach (var item in events.EnumerateAsync(ct))
        {
            using var data = JsonDocument.Parse(item.Data);
            yield return new GatewayEvent(item.EventId, item.EventType, data.RootElement.Clone());
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        _handler.Dispose();
    }

    private static bool IsRunning(JsonElement turn) => turn.GetProperty("state").GetString() is "Queued" or "Processing";

    private static IReadOnlyList<JsonElement> Items(JsonElement answer, string member) => [.. answer.GetProperty(member).EnumerateArray()];

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        await ThrowUnlessGoodAsync(answer);
        var body = await answer.Content.ReadAsByteArrayAsync();
        if (body.Length == 0)
        {
            return default;
        }

        using var json = JsonDocument.Parse(body);
        return json.RootElement.Clone();
    }

    private static async Task ThrowUnlessGoodAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var text = await answer.Content.ReadAsStringAsync();
            throw new HttpRequestException($"{(int)answer.StatusCode}: {text}", null, answer.StatusCode);
        }
    }

    private async Task<JsonElement> WaitForTurnAsync(
        string threadId,
        Func<IReadOnlyList<JsonElement>, JsonElement> find,
        string what,
        TimeSpan? within
    )
    {
        return await Deadline.UntilAsync(
            async () => find(await TurnsAsync(threadId)),
            turn => turn.ValueKind == JsonValueKind.Object && !IsRunning(turn),
            what,
            within
        );
    }
}
