using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Gatehouse.Testing;

/// <summary>A client of the gateway's WebSocket.</summary>
public sealed class GatewaySocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    private GatewaySocket() { }

    /// <summary>For what this class has no method for.</summary>
    public ClientWebSocket Socket => _socket;

    /// <summary>Opens it, or tells with which status it was refused.</summary>
    /// <param name="authority">What to trust, over TLS.</param>
    public static async Task<(GatewaySocket? Open, HttpStatusCode Status)> TryOpenAsync(
        string baseUrl,
        IReadOnlyList<(string Name, string Value)> headers,
        IReadOnlyList<string>? subprotocols = null,
        string query = "",
        X509Certificate2? authority = null
    )
    {
        using var dial = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        if (authority is not null)
        {
            dial.SslOptions = RawHttp.Trusting(authority);
        }

        // The connection outlives it once it is a WebSocket.
        using var invoker = new HttpMessageInvoker(dial);
        var client = new GatewaySocket();
        var options = client._socket.Options;
        options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
        {
            options.SetRequestHeader(name, value);
        }

        foreach (var subprotocol in subprotocols ?? [])
        {
            options.AddSubProtocol(subprotocol);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await client._socket.ConnectAsync(
                new Uri($"{baseUrl.Replace("http", "ws", StringComparison.Ordinal)}/api/chat/ws{query}"),
                invoker,
                patience.Token
            );
            return (client, client._socket.HttpStatusCode);
        }
        catch (WebSocketException)
        {
            var status = client._socket.HttpStatusCode;
            client.Dispose();
            return (null, status);
        }
    }

    /// <summary>Opens it with a bearer token, as a program does.</summary>
    public static async Task<GatewaySocket> OpenAsync(GatehouseProcess gatehouse, string query = "") =>
        await OpenAsync(gatehouse.BaseUrl, await gatehouse.TokenAsync(), query, gatehouse.Authority);

    /// <inheritdoc cref="OpenAsync(GatehouseProcess, string)"/>
    public static async Task<GatewaySocket> OpenAsync(string baseUrl, string token, string query = "", X509Certificate2? authority = null)
    {
        var (open, status) = await TryOpenAsync(
            baseUrl,
            [("Authorization", $"Bearer {token}"), ("Origin", "http://localhost")],
            query: query,
            authority: authority
        );
        return open ?? throw new InvalidOperationException($"the WebSocket was refused with {(int)status}");
    }

    public Task SendAsync(string text) => _socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, default);

    public Task SendAsync(object message) => SendAsync(JsonSerializer.Serialize(message));

    /// <summary>The next message; null when the server said goodbye or cut the connection.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Deadline.Default);
        using var text = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            WebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), patience.Token);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                using var json = JsonDocument.Parse(text.ToArray());
                return json.RootElement.Clone();
            }
        }
    }

    /// <summary>Reads on until a message fits; fails when the connection ends before.</summary>
    public async Task<JsonElement> UntilAsync(Func<JsonElement, bool> fits, string what)
    {
        while (await NextAsync() is { } message)
        {
            if (fits(message))
            {
                return message;
            }
        }

        throw new InvalidOperationException($"the connection ended ({_socket.CloseStatus}) before {what}");
    }

    /// <summary>Reads on until the next event of that type; returns the whole message.</summary>
    public Task<JsonElement> EventAsync(string type) =>
        UntilAsync(
            message => message.GetProperty("type").GetString() == "event" && message.GetProperty("event_type").GetString() == type,
            $"an event {type}"
        );

    /// <summary>Reads on to the end. Returns what the server gave as its reason; null when it just cut the connection.</summary>
    public async Task<WebSocketCloseStatus?> EndAsync()
    {
        while (await NextAsync() is not null) { }
        return _socket.CloseStatus;
    }

    public void Dispose() => _socket.Dispose();
}
