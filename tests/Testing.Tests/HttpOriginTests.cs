using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Gatehouse.Testing.Tests;

public sealed class HttpOriginTests
{
    [TestNetFact]
    public async Task Records_what_a_request_carried()
    {
        await using var origin = await PocketInternet.Shared.HttpsAsync("records.origin-tests.com");
        origin.Serve("/a b", "hello");
        using var client = Trusting(PocketInternet.Shared.Ca);

        var text = await client.GetStringAsync(new Uri(origin.BaseUrl + "/a%20b?q=%2f"));

        var request = Assert.Single(origin.Requests);
        Assert.Equal("hello", text);
        Assert.Equal(("GET", "/a%20b?q=%2f", "records.origin-tests.com"), (request.Method, request.RawTarget, request.Host));
        Assert.Equal("records.origin-tests.com", request.Sni);
        Assert.Equal(origin.Address, request.LocalAddress);
        Assert.Equal(["records.origin-tests.com"], origin.Handshakes);
    }

    [TestNetFact]
    public async Task Keeps_every_byte_even_of_a_request_that_never_ended()
    {
        await using var origin = await PocketInternet.Shared.HttpAsync("bytes.origin-tests.com");
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(origin.Address, 80);

        await socket.SendAsync(Encoding.ASCII.GetBytes("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nfirst"));
        await Deadline.UntilAsync(() => Ends(origin, "first"), "the head and the first part came");
        await socket.SendAsync(Encoding.ASCII.GetBytes(" second"));

        await Deadline.UntilAsync(() => Ends(origin, "\r\n\r\nfirst second"), "the second part came once");
        Assert.Empty(origin.Requests);
    }

    [TestNetFact]
    public async Task Counts_a_connection_that_says_nothing()
    {
        await using var trap = await HttpOrigin.StartAsync(TestNet.Metadata, 80);
        Assert.Equal(0, trap.Connections);

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(TestNet.Metadata, 80);

        await Deadline.UntilAsync(() => trap.Connections == 1, "the connection is counted");
        Assert.Empty(trap.AllReceivedBytes());
    }

    [TestNetFact]
    public async Task Waits_for_an_address_that_the_last_server_has_not_let_go_yet()
    {
        using var last = new Socket(SocketType.Stream, ProtocolType.Tcp);
        last.Bind(new IPEndPoint(TestNet.CarrierNat, 443));
        last.Listen();

        var starting = HttpOrigin.StartAsync(TestNet.CarrierNat, 443, PocketInternet.Shared.Ca, "next.origin-tests.com");
        await Task.Delay(200);
        Assert.False(starting.IsCompleted);
        last.Dispose();

        await using var origin = await starting;
        Assert.Equal(0, origin.Connections);
    }

    [TestNetFact]
    public async Task Keeps_the_name_of_a_greeting_whose_handshake_fails()
    {
        await using var origin = await PocketInternet.Shared.HttpsAsync("greets.origin-tests.com");
        using var stranger = new TestCa("another authority");
        using var client = Trusting(stranger);

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(origin.BaseUrl)));

        Assert.Equal(["greets.origin-tests.com"], origin.Handshakes);
        Assert.Empty(origin.Requests);
    }

    [TestNetFact]
    public async Task Redirects_and_serves_on_version_six()
    {
        await using var origin = await PocketInternet.Shared.HttpsAsync("six.origin-tests.com", TestNet.PublicV6Number(2));
        origin.Redirect("/", "http://169.254.169.254/", 307);
        using var client = Trusting(PocketInternet.Shared.Ca);

        using var answer = await client.GetAsync(new Uri(origin.BaseUrl));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("http://169.254.169.254/", answer.Headers.Location?.ToString());
    }

    private static bool Ends(HttpOrigin origin, string text) =>
        Encoding.ASCII.GetString(origin.AllReceivedBytes()).EndsWith(text, StringComparison.Ordinal);

    private static HttpClient Trusting(TestCa ca) =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                SslOptions = new SslClientAuthenticationOptions
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { ca.Certificate },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            }
        );
}
