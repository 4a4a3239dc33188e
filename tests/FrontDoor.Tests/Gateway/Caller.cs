using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Sends single requests, each exactly as a test wants it, from an address of this machine that it may choose.</summary>
internal sealed class Caller : IDisposable
{
    public const string Upgrade = "/api/chat/ws";

    private readonly HttpClient _http;
    private int _next = 1;

    /// <param name="from">An address of 127.0.0.0/8; null takes another one for each request, so that no throttle answers in a route's place.</param>
    public Caller(GatehouseProcess gatehouse, IPAddress? from = null)
    {
        var dial = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, ct) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from ?? Another(), 0));
                await socket.ConnectAsync(context.DnsEndPoint, ct);
                var plain = new NetworkStream(socket, ownsSocket: true);
                if (gatehouse.Authority is null)
                {
                    return plain;
                }

                var secure = new SslStream(plain);
                await secure.AuthenticateAsClientAsync(RawHttp.Trusting(gatehouse.Authority), ct);
                return secure;
            },
        };
        // Over TLS too: the client would check the certificate against the Host header, which is the tests' to choose.
        _http = new HttpClient(dial) { BaseAddress = new Uri($"http://127.0.0.1:{gatehouse.Port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Returns when the head of the answer is there. What asks for the upgrade route asks for the upgrade.</summary>
    public Task<HttpResponseMessage> SendAsync(
        string method,
        string path,
        HttpContent? body = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        if (path.Split('?')[0] == Upgrade)
        {
            headers =
            [
                ("Connection", "Upgrade"),
                ("Upgrade", "websocket"),
                ("Sec-WebSocket-Version", "13"),
                ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
                .. headers,
            ];
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<int> StatusAsync(
        string method,
        string path,
        HttpContent? body = null,
        params IEnumerable<(string Name, string Value)> headers
    )
    {
        using var answer = await SendAsync(method, path, body, headers);
        return (int)answer.StatusCode;
    }

    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");

    public void Dispose() => _http.Dispose();

    // From 127.1.0.1 on; the network namespace has the whole of 127.0.0.0/8.
    private IPAddress Another()
    {
        var number = Interlocked.Increment(ref _next);
        return new IPAddress([127, 1, (byte)(number / 250), (byte)(number % 250 + 1)]);
    }
}
