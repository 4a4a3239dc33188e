using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Gatehouse.Testing;

/// <summary>A web server of the pocket internet that remembers everything it was sent. Without a route it answers 404.</summary>
public sealed class HttpOrigin : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, OriginRequest, Task>> _routes = new();
    private readonly ConcurrentQueue<OriginRequest> _requests = new();
    private readonly ConcurrentQueue<string> _handshakes = new();
    private readonly ReceivedBytes _received = new();
    private readonly TestCa? _ca;
    private readonly string _defaultName;
    private WebApplication? _app;
    private int _connections;

    private HttpOrigin(IPAddress address, int port, TestCa? ca, string name)
    {
        Address = address;
        Port = port;
        _ca = ca;
        _defaultName = name;
    }

    public IPAddress Address { get; }

    public int Port { get; }

    public string Name => _defaultName;

    /// <summary>Scheme, name and port, without a slash at the end.</summary>
    public string BaseUrl => new UriBuilder(_ca is null ? "http" : "https", _defaultName, Port).Uri.GetLeftPart(UriPartial.Authority);

    public IReadOnlyList<OriginRequest> Requests => [.. _requests];

    /// <summary>Accepted TCP connections, those that sent nothing included.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The server names of all TLS greetings, failed handshakes included; empty text where none was sent.</summary>
    public IReadOnlyList<string> Handshakes => [.. _handshakes];

    /// <summary>Starts a plain server, or one with TLS when <paramref name="ca"/> is given.</summary>
    /// <param name="name">The host name of <see cref="BaseUrl"/>, and of the certificate where a client sends no other.</param>
    public static async Task<HttpOrigin> StartAsync(IPAddress address, int port, TestCa? ca = null, string? name = null, bool http2 = false)
    {
        var origin = new HttpOrigin(address, port, ca, name ?? address.ToString());
        await origin.ListenAsync(http2 ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1);
        return origin;
    }

    /// <summary>Every plaintext byte received so far, over all connections. With HTTP/2 the headers in it are compressed.</summary>
    public byte[] AllReceivedBytes() => _received.ToArray();

    public HttpOrigin Handle(string path, Func<HttpContext, OriginRequest, Task> handler)
    {
        _routes[path] = handler;
        return this;
    }

    public HttpOrigin Serve(string path, string body, string contentType = "text/html; charset=utf-8", int status = 200) =>
        Handle(
            path,
            (http, _) =>
            {
                http.Response.StatusCode = status;
                http.Response.ContentType = contentType;
                return http.Response.WriteAsync(body);
            }
        );

    public HttpOrigin Redirect(string path, string location, int status = 302) =>
        Handle(
            path,
            (http, _) =>
            {
                http.Response.StatusCode = status;
                http.Response.Headers.Location = location;
                return Task.CompletedTask;
            }
        );

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            await _app.StopAsync(hurry.Token);
            await _app.DisposeAsync();
        }
    }

    private async Task ListenAsync(HttpProtocols protocols)
    {
        // An origin that was just stopped may hold the same address and port for a moment longer than its DisposeAsync took.
        var clock = Stopwatch.StartNew();
        while (!await BindAsync(protocols, mayFail: clock.Elapsed < Deadline.Default))
        {
            await Task.Delay(25);
        }
    }

    private async Task<bool> BindAsync(HttpProtocols protocols, bool mayFail)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(Address, Port, listen => Configure(listen, protocols));
        });
        var app = builder.Build();
        app.Run(AnswerAsync);
        try
        {
            await app.StartAsync();
        }
        catch (IOException error) when (mayFail && error.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            return false;
        }

        _app = app;
        return true;
    }

    private void Configure(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        listen.Use(next =>
            connection =>
            {
                Interlocked.Increment(ref _connections);
                return next(connection);
            }
        );
        if (_ca is not null)
        {
            listen.UseHttps(
                new TlsHandshakeCallbackOptions
                {
                    OnConnection = context =>
                    {
                        var sni = context.ClientHelloInfo.ServerName;
                        _handshakes.Enqueue(sni);
                        return new(new System.Net.Security.SslServerAuthenticationOptions { ServerCertificate = _ca.Leaf(_defaultName) });
                    },
                }
            );
        }

        // After TLS, so that what is copied is what was said.
        listen.Use(next =>
            connection =>
            {
                _received.Attach(connection);
                return next(connection);
            }
        );
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var request = new OriginRequest(
            http.Request.Method,
            http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            http.Request.Host.Value ?? "",
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray(),
            http.Request.Protocol,
            http.Features.Get<ITlsHandshakeFeature>()?.HostName,
            http.Connection.LocalIpAddress ?? IPAddress.None,
            http.Connection.RemoteIpAddress ?? IPAddress.None
        );
        _requests.Enqueue(request);
        if (_routes.TryGetValue(http.Request.Path.Value ?? "/", out var handler) || _routes.TryGetValue("*", out handler))
        {
            await handler(http, request);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
