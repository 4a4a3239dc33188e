using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.App.Tests.Storage;
using Gatehouse.Server.Composition;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Server;

/// <summary>The gateway over HTTPS, with a certificate as <c>gatehouse tls init</c> makes it.</summary>
public sealed class TlsListenerTests : IAsyncLifetime
{
    private const string Token = GatewayUnderTest.Token;

    private readonly TempFolder _folder = new();
    private X509Certificate2 _authority = null!;
    private GatewayUnderTest _gateway = null!;

    public async Task InitializeAsync()
    {
        var made = TlsInit.Create(_folder.Path, [], force: false, TimeProvider.System);
        _authority = X509CertificateLoader.LoadCertificateFromFile(made.Authority);
        _gateway = await GatewayUnderTest.StartAsync(_authority, [.. made.Settings.Select(setting => (setting.Key, setting.Value))]);
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        _authority.Dispose();
        _folder.Dispose();
    }

    [Fact]
    [Trait("Row", "I-194")]
    public async Task It_serves_over_TLS_and_the_cookie_is_for_TLS_alone()
    {
        Assert.StartsWith("https://", Url, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await _gateway.StatusAsync(HttpMethod.Get, "/api/health"));
        Assert.Equal(HttpStatusCode.OK, await _gateway.StatusAsync(HttpMethod.Get, "/api/stop", Token));
        using var login = await _gateway.SendAsync(
            HttpMethod.Post,
            "/api/auth/login",
            json: $$"""{"code":"{{_gateway.Codes.Create().Code}}"}"""
        );
        Assert.Contains("; secure", login.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [Trait("Row", "I-033")]
    [Trait("Row", "I-034")]
    [InlineData("https://127.0.0.1:PORT", true)]
    [InlineData("https://localhost:PORT", true)]
    [InlineData("http://127.0.0.1:PORT", false)]
    [InlineData("http://localhost:PORT", false)]
    [InlineData("https://localhost", false)]
    public async Task The_granted_origins_are_the_https_twins(string origin, bool granted)
    {
        var exact = origin.Replace("PORT", $"{_gateway.Port}", StringComparison.Ordinal);

        using var answer = await _gateway.SendAsync(
            HttpMethod.Options,
            "/api/chat/send",
            headers: [("Origin", exact), ("Access-Control-Request-Method", "POST")]
        );

        Assert.Equal(granted, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://127.0.0.1:PORT", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:PORT", HttpStatusCode.Forbidden)]
    public async Task A_session_is_good_for_the_https_page_alone(string origin, HttpStatusCode expected)
    {
        var (cookie, key) = await _gateway.SignInAsync();

        Assert.Equal(
            expected,
            await _gateway.StatusAsync(
                HttpMethod.Get,
                "/api/stop",
                headers:
                [
                    ("Cookie", cookie),
                    ("X-Gatehouse-Page", key),
                    ("Origin", origin.Replace("PORT", $"{_gateway.Port}", StringComparison.Ordinal)),
                ]
            )
        );
    }

    [Fact]
    [Trait("Row", "I-044")]
    public async Task The_WebSocket_is_served_over_TLS_by_the_same_rules()
    {
        var (cookie, key) = await _gateway.SignInAsync();
        foreach (
            var (origin, expected) in new[]
            {
                (Url, HttpStatusCode.SwitchingProtocols),
                ($"http://127.0.0.1:{_gateway.Port}", HttpStatusCode.Forbidden),
            }
        )
        {
            var (open, status) = await GatewaySocket.TryOpenAsync(
                Url,
                [("Cookie", cookie), ("Origin", origin)],
                ["gatehouse", $"k.{key}"],
                authority: _authority
            );
            open?.Dispose();
            Assert.Equal(expected, status);
        }

        // With a token scheme and port are set aside.
        var (byToken, _) = await GatewaySocket.TryOpenAsync(
            Url,
            [("Authorization", $"Bearer {Token}"), ("Origin", "http://localhost:1")],
            authority: _authority
        );
        using (byToken)
        {
            await byToken!.SendAsync("""{"type":"ping"}""");
            Assert.NotNull(await byToken.NextAsync());
        }
    }

    [Theory]
    [InlineData("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer x\r\n\r\n")]
    [InlineData("POST /")]
    [InlineData("\0\u0001\u0002")]
    public async Task Plain_text_on_the_TLS_port_is_told_so_and_closed(string request)
    {
        var answer = await RawHttp.SendAsync(_gateway.Port, request);

        Assert.Equal(400, RawHttp.StatusOf(answer));
        Assert.Contains("https://", answer, StringComparison.Ordinal);
        Assert.Contains("gatehouse token rotate", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await _gateway.StatusAsync(HttpMethod.Get, "/api/health"));
    }

    [Fact]
    public async Task A_handshake_that_is_none_is_closed()
    {
        // It begins like one.
        Assert.DoesNotContain("HTTP/", await RawHttp.SendAsync(_gateway.Port, "\u0016\u0003\u0001\0\u0005hello"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await _gateway.StatusAsync(HttpMethod.Get, "/api/health"));
    }

    [Fact]
    public async Task HTTP_1_1_over_TLS_1_2_or_1_3_is_all_that_is_spoken()
    {
        foreach (var version in new[] { SslProtocols.Tls12, SslProtocols.Tls13 })
        {
            using var secure = await HandshakeAsync(version, SslApplicationProtocol.Http2, SslApplicationProtocol.Http11);
            Assert.Equal((version, SslApplicationProtocol.Http11), (secure.SslProtocol, secure.NegotiatedApplicationProtocol));
        }

#pragma warning disable CA5397, SYSLIB0039 // The old one is offered to see it refused.
        await Assert.ThrowsAnyAsync<Exception>(() => HandshakeAsync(SslProtocols.Tls11));
#pragma warning restore CA5397, SYSLIB0039
        await Assert.ThrowsAnyAsync<Exception>(() => HandshakeAsync(SslProtocols.Tls13, SslApplicationProtocol.Http2));
    }

    private string Url => _gateway.Http.BaseAddress!.ToString().TrimEnd('/');

    private async Task<SslStream> HandshakeAsync(SslProtocols version, params SslApplicationProtocol[] protocols)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _gateway.Port);
        var secure = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            var options = RawHttp.Trusting(_authority);
            options.EnabledSslProtocols = version;
            options.ApplicationProtocols = [.. protocols];
            await secure.AuthenticateAsClientAsync(options);
            // A TLS 1.3 client is done before the server has judged: the first bytes tell.
            await secure.WriteAsync(Encoding.ASCII.GetBytes($"GET /api/health HTTP/1.1\r\nHost: localhost:{_gateway.Port}\r\n\r\n"));
            return await secure.ReadAsync(new byte[1]) == 1 ? secure : throw new IOException("closed");
        }
        catch
        {
            await secure.DisposeAsync();
            throw;
        }
    }
}
