using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Control;

/// <summary>Talks HTTP to the running server over its control socket, where being the same user is the credential.</summary>
#pragma warning disable RS0030 // This client dials one Unix socket of the owner's own and nothing else: no name is resolved, no proxy used.
internal sealed class ControlClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly string _home;

    public ControlClient(string home)
    {
        _home = home;
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, ct) => DialAsync(ct),
            UseProxy = false,
            AllowAutoRedirect = false,
        };
        // Streams stay open; single requests are bounded by the server.
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://gatehouse/"), Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<Answer<T>> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request, type, ct);
    }

    /// <summary>An answer that is text, as it came.</summary>
    public async Task<string> GetTextAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var response = await ExchangeAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        await CheckAsync(response, ct);
        return await response.Content.ReadAsStringAsync(ct);
    }

    public async Task<Answer<TAnswer>> PostAsync<TRequest, TAnswer>(
        string path,
        TRequest body,
        JsonTypeInfo<TRequest> bodyType,
        JsonTypeInfo<TAnswer> type,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = Json(body, bodyType);
        return await SendAsync(request, type, ct);
    }

    public async Task<Answer<T>> PostAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        return await SendAsync(request, type, ct);
    }

    public async Task<Answer<T>> DeleteAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, path);
        return await SendAsync(request, type, ct);
    }

    /// <summary>Asks for something that has no answer.</summary>
    public Task PostAsync(string path, CancellationToken ct) => TellAsync(new HttpRequestMessage(HttpMethod.Post, path), ct);

    /// <inheritdoc cref="PostAsync(string, CancellationToken)"/>
    public Task PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken ct) =>
        TellAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = Json(body, type) }, ct);

    /// <inheritdoc cref="PostAsync(string, CancellationToken)"/>
    public Task PutAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken ct) =>
        TellAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = Json(body, type) }, ct);

    /// <inheritdoc cref="PostAsync(string, CancellationToken)"/>
    public Task DeleteAsync(string path, CancellationToken ct) => TellAsync(new HttpRequestMessage(HttpMethod.Delete, path), ct);

    private async Task TellAsync(HttpRequestMessage request, CancellationToken ct)
    {
        using var sent = request;
        using var response = await ExchangeAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        await CheckAsync(response, ct);
    }

    /// <summary>Opens the event stream. Events from this moment on arrive.</summary>
    public Task<EventReader> OpenEventsAsync(CancellationToken ct) => OpenStreamAsync("api/chat/events", ct);

    /// <summary>Opens an event stream.</summary>
    public async Task<EventReader> OpenStreamAsync(string path, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        var response = await ExchangeAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
        await CheckAsync(response, ct);
        return new EventReader(response, new StreamReader(await response.Content.ReadAsStreamAsync(ct), Encoding.UTF8));
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Json<T>(T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<Answer<T>> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var response = await ExchangeAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        await CheckAsync(response, ct);
        var text = await response.Content.ReadAsStringAsync(ct);
        try
        {
            return new Answer<T>(JsonSerializer.Deserialize(text, type) ?? throw new JsonException(), text);
        }
        catch (JsonException)
        {
            throw CliProblem.Failed("The server's answer was not understood: it is of another version. Restart it with this program.");
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, HttpCompletionOption until, CancellationToken ct)
    {
        try
        {
            return await _http.SendAsync(request, until, ct);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException)
        {
            throw new CliProblem(
                ExitCode.NotRunning,
                $"No server is running for {_home}. Start one with `gatehouse run`; another home is named by --home or GATEHOUSE_HOME."
            );
        }
        catch (HttpRequestException e)
        {
            throw CliProblem.Failed($"The server broke off: {e.Message} Look at `gatehouse status`.");
        }
    }

    private static async Task CheckAsync(HttpResponseMessage response, CancellationToken ct)
    {
        if (response.IsSuccessStatusCode)
        {
            return;
        }

        var text = await response.Content.ReadAsStringAsync(ct);
        Problem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize(text, GatehouseJson.Default.Problem);
        }
        catch (JsonException) { }

        throw CliProblem.Failed(
            problem is null ? $"The server answered {(int)response.StatusCode}." : $"{problem.Title}. {problem.Detail}"
        );
    }

    private async ValueTask<Stream> DialAsync(CancellationToken ct)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(HomeLocation.Socket(_home)), ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#pragma warning restore RS0030
