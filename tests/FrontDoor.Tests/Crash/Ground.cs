using System.Net.Http.Json;
using System.Text.Json;
using Gatehouse.OpenAiServer;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Crash;

/// <summary>One home, its server that dies again and again, the model, a site, and the owner who asks.</summary>
internal sealed class Ground : IAsyncDisposable
{
    // The owner's own, so that no command has to fetch it after each start.
    private const string Token = "a-token-of-the-owners-own-choice";

    private TaskCompletionSource _answered = Signal();
    private readonly List<GatewayEvent> _told = [];
    private CancellationTokenSource _watching = new();
    private DateTimeOffset _since;

    private Ground(OpenAiServerProcess model, HttpOrigin site, GatehouseProcess gatehouse)
    {
        (Model, Site, Gatehouse) = (model, site, gatehouse);
        Owner = GatewayClient.WithToken(gatehouse, Token);
        Events = new EventLog(Owner, _watching.Token);
    }

    public OpenAiServerProcess Model { get; }

    /// <summary>Remembers what it was sent; answers at once, but for bodies with <c>hold</c> in them.</summary>
    public HttpOrigin Site { get; }

    public GatehouseProcess Gatehouse { get; }

    public GatewayClient Owner { get; private set; }

    /// <summary>What this start has told so far.</summary>
    public EventLog Events { get; private set; }

    /// <summary>What the starts before told in this round.</summary>
    public IReadOnlyList<GatewayEvent> Told => _told;

    /// <summary>Done at the first byte of the first answer of this round.</summary>
    public Task Answered => _answered.Task.WaitAsync(Deadline.Default);

    public static async Task<Ground> StartAsync(string name)
    {
        var site = await PocketInternet.Shared.HttpsAsync($"{name}.kills.example.com");
        site.Handle(
            "*",
            async (http, request) =>
            {
                if (request.Text.Contains("hold", StringComparison.Ordinal))
                {
                    await Task.Delay(Timeout.Infinite, http.RequestAborted);
                }

                await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(http.Response, "posted");
            }
        );
        var model = await OpenAiServerProcess.StartAsync();
        var gatehouse = await Connected.StartAsync(
            model,
            // As it is delivered, where it was built: it starts in a third of the time.
            Environment.GetEnvironmentVariable("GATEHOUSE_KILLS_BIN"),
            // Who lives for a second learns nothing from watching itself.
            ("DOTNET_TieredPGO", "0"),
            ("GATEWAY_AUTH_TOKEN", Token),
            ("BUDGET_TOKENS_PER_DAY", "1000000000"),
            ("BUDGET_REQUESTS_PER_DAY", "1000000")
        );
        var ground = new Ground(model, site, gatehouse);
        await ground.Events.Connected;
        return ground;
    }

    /// <summary>Before the operations of a round: the model says only this, and what happens from now on is looked at afterwards.</summary>
    public async Task BeginRoundAsync(params Reply[] replies)
    {
        await Model.ResetAsync();
        await Model.ReplyAsync(replies);
        _told.Clear();
        _since = DateTimeOffset.UtcNow - TimeSpan.FromMilliseconds(2);
    }

    /// <summary>From here on an answer counts as the first one.</summary>
    public void Listen() => _answered = Signal();

    /// <summary>Asks, and tells what the asker knows afterwards; never throws for a server that goes away.</summary>
    public async Task<Answer> AskAsync(HttpMethod method, string path, object? body = null)
    {
        Answer? known = null;
        try
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = body is null ? null : JsonContent.Create(body);
            using var answer = await Owner.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            _answered.TrySetResult();
            // A fault of the server's own says nothing of what was done before it.
            known = new Answer(
                answer.IsSuccessStatusCode ? Fate.Acknowledged
                    : (int)answer.StatusCode < 500 ? Fate.Refused
                    : Fate.Unknown,
                default
            );
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            return bytes.Length == 0 ? known : known with { Json = JsonSerializer.Deserialize<JsonElement>(bytes) };
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return known ?? new Answer(Fate.Unknown, default);
        }
    }

    /// <summary>Kills the server. Nothing that was under way, or comes late, reaches the next one.</summary>
    public async Task KillAsync()
    {
        await Gatehouse.Kill9Async();
        await Events.Reading.WaitAsync(Deadline.Default);
        _told.AddRange(Events.Seen);
        await _watching.CancelAsync();
        Owner.Dispose();
    }

    public async Task RestartAsync()
    {
        await Gatehouse.RestartAsync();
        _watching.Dispose();
        _watching = new CancellationTokenSource();
        // Connections of its own: none is left from before, so nothing is sent twice without being asked to.
        Owner = GatewayClient.WithToken(Gatehouse, Token);
        Events = new EventLog(Owner, _watching.Token);
        await Events.Connected;
    }

    /// <summary>Threads that changed in this round.</summary>
    public async Task<IReadOnlyList<string>> TouchedAsync() =>
        [
            .. (await Owner.ThreadsAsync())
                .Where(thread => thread.GetProperty("updated_at").GetDateTimeOffset() >= _since)
                .Select(thread => thread.Text("id")),
        ];

    /// <summary>Waits until no answer is under way anywhere.</summary>
    public Task UntilQuietAsync() =>
        Deadline.UntilAsync(
            async () => (await Owner.ThreadsAsync()).Count(thread => thread.Text("state") == "Processing"),
            busy => busy == 0,
            "every turn ends",
            TimeSpan.FromSeconds(40)
        );

    /// <summary>Null where there is no such thread any more.</summary>
    public async Task<IReadOnlyList<JsonElement>?> TurnsAsync(string thread)
    {
        var answer = await AskAsync(HttpMethod.Get, $"/api/chat/history?thread_id={thread}&limit=200");
        return answer.Fate == Fate.Acknowledged ? [.. answer.Json.GetProperty("turns").EnumerateArray()] : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        Owner.Dispose();
        await Gatehouse.DisposeAsync();
        await Model.DisposeAsync();
        await Site.DisposeAsync();
        _watching.Dispose();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
