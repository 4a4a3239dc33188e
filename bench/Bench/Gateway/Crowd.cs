using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Gatehouse.Bench.Gateway;

/// <summary>All subscribers of one server, one of whom may stand still. The server ends with them.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private static readonly TimeSpan TurnWithin = TimeSpan.FromSeconds(60);

    private readonly ServerChild _server;
    private readonly string _path;
    private readonly IDisposable _publisher;
    private readonly Func<Task> _publish;
    private readonly int? _expected;
    private readonly List<EventReader> _readers = [];
    private EventReader? _stalled;

    /// <param name="expected">Events that each reader gets in a turn; null where the server, and not the bench, says how many.</param>
    private Crowd(ServerChild server, string path, IDisposable publisher, Func<Task> publish, int? expected) =>
        (_server, _path, _publisher, _publish, _expected) = (server, path, publisher, publish, expected);

    /// <summary>Sends a message that the model without a key answers in pieces of 64 characters, each an event.</summary>
    public static Task<Crowd> OfGatehouseAsync(ServerChild server, int readers, string message)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"content":"{{message}}"}""");
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        return GatherAsync(new Crowd(server, "/api/chat/events", client, () => SayAsync(client, server, body), expected: null), readers);
    }

    /// <summary>Of a peer that publishes by itself when it is told to.</summary>
    public static async Task<Crowd> OfPeerAsync(ServerChild server, int readers, Burst burst)
    {
        var connection = await KeptConnection.OpenAsync(server.Port, burst.Path, token: null);
        return await GatherAsync(new Crowd(server, "/events", connection, connection.AskAsync, burst.Events), readers);
    }

    /// <summary>Of nchan, to which each event is sent.</summary>
    public static Task<Crowd> OfNginxAsync(ServerChild server, int readers, Burst burst)
    {
        var posts = new PipelinedPosts(server.Port, burst);
        return GatherAsync(new Crowd(server, "/events", posts, posts.RunAsync, burst.Events), readers);
    }

    /// <summary>One turn: from the request that starts it until all who read have its end.</summary>
    public async Task<Turn> RunTurnAsync()
    {
        var waiting = _readers.ConvertAll(reader => reader.NextTurn());
        var (cpu, sent) = (_server.Cpu, Stopwatch.GetTimestamp());
        await _publish().WaitAsync(TurnWithin);
        var arrivals = await Task.WhenAll(waiting).WaitAsync(TurnWithin);
        var turn = new Turn(sent, arrivals, _server.Cpu - cpu);
        return _expected is null || arrivals.All(reader => reader.Count == _expected)
            ? turn
            : throw new InvalidOperationException($"a reader got {arrivals.Min(reader => reader.Count)} of {_expected} events");
    }

    /// <summary>So many turns, each when all have the end of the one before.</summary>
    public async Task<Steps> RunStepsAsync(int count)
    {
        var (cpu, deliveries, toLast) = (_server.Cpu, 0, new List<double>());
        for (var i = 0; i < count; i++)
        {
            var turn = await RunTurnAsync();
            deliveries += turn.Deliveries;
            toLast.Add(turn.MillisecondsToLast);
        }

        return new Steps(deliveries, toLast, _server.Cpu - cpu);
    }

    /// <summary>The last reader leaves, and another comes that stands still.</summary>
    public async Task StallAsync()
    {
        _readers[^1].Dispose();
        _readers.RemoveAt(_readers.Count - 1);
        _stalled = await EventReader.OpenAsync(_server, _path, stalled: true);
    }

    /// <summary>The one that stood still reads on and goes; a reader comes for it.</summary>
    /// <returns>Whether it had missed something, and so had really stood still.</returns>
    public async Task<bool> GoOnAsync()
    {
        using var stalled = _stalled ?? throw new InvalidOperationException("nobody stands still");
        _stalled = null;
        stalled.Listen();
        for (var waited = 0; waited < 150 && !stalled.FellBehind; waited++)
        {
            await Task.Delay(20);
        }

        var missed = stalled.FellBehind;
        stalled.Dispose();
        await JoinAsync();
        return missed;
    }

    public async ValueTask DisposeAsync()
    {
        _publisher.Dispose();
        _readers.ForEach(reader => reader.Dispose());
        _stalled?.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task<Crowd> GatherAsync(Crowd crowd, int readers)
    {
        for (var i = 0; i < readers; i++)
        {
            await crowd.JoinAsync();
        }

        return crowd;
    }

    private static async Task SayAsync(HttpClient client, ServerChild server, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{server.Port}/api/chat/send");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        request.Content = new ByteArrayContent(body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task JoinAsync()
    {
        var reader = await EventReader.OpenAsync(_server, _path, stalled: false);
        reader.Listen();
        _readers.Add(reader);
    }
}
