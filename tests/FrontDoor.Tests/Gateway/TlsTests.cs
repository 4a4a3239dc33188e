using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>HTTPS from nothing: the command that makes the certificate, the start with it, and a client that trusts it.</summary>
public sealed class TlsTests
{
    [TestNetFact]
    [Trait("Row", "I-194")]
    public async Task The_generated_certificate_serves_the_page_the_API_and_the_socket()
    {
        using var home = new ShortFolder();
        var (settings, authority) = await InitAsync(home.Path);
        await using var gatehouse = await GatehouseProcess.StartAsync(settings, home: home.Path);
        Assert.StartsWith($"https://127.0.0.1:{gatehouse.Port}/#login=", gatehouse.LoginLink, StringComparison.Ordinal);
        using var browser = Client(gatehouse, authority);

        Assert.Contains("<html", await browser.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.OrdinalIgnoreCase);
        using var login = await browser.PostAsync(
            new Uri("/api/auth/login", UriKind.Relative),
            new StringContent($$"""{"code":"{{gatehouse.LoginCode}}"}""", System.Text.Encoding.UTF8, "application/json")
        );
        Assert.Equal(HttpStatusCode.OK, login.StatusCode);
        Assert.Contains("; secure", login.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);

        var (socket, _) = await GatewaySocket.TryOpenAsync(
            $"https://127.0.0.1:{gatehouse.Port}",
            [("Authorization", $"Bearer {await gatehouse.TokenAsync()}"), ("Origin", $"https://localhost:{gatehouse.Port}")],
            authority: authority
        );
        using (socket)
        {
            await socket!.SendAsync(new { type = "message", content = "echo over TLS" });
            await socket.EventAsync("turn_ended");
        }

        // A client that was told nothing of the authority does not get that far.
        using var stranger = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.GetAsync(new Uri($"https://127.0.0.1:{gatehouse.Port}/api/health")));
        var plain = await RawHttp.SendAsync(gatehouse.Port, "GET /api/health HTTP/1.1\r\n\r\n");
        Assert.Equal(400, RawHttp.StatusOf(plain));
        Assert.Contains("https://", plain, StringComparison.Ordinal);
    }

    [TestNetFact]
    [Trait("Row", "I-019")]
    public async Task Beyond_this_machine_it_starts_with_TLS_and_not_without()
    {
        using var home = new ShortFolder();
        var (settings, authority) = await InitAsync(home.Path, "--host", TestNet.Private.ToString());
        settings["GATEWAY_HOST"] = TestNet.Private.ToString();
        await using (var gatehouse = await GatehouseProcess.StartAsync(settings, home: home.Path))
        {
            var answer = await RawHttp.SendAsync(
                gatehouse.Port,
                $"GET /api/health HTTP/1.1\r\nHost: {TestNet.Private}:{gatehouse.Port}\r\n\r\n",
                authority,
                TestNet.Private
            );
            Assert.Equal(200, RawHttp.StatusOf(answer));
        }

        var refused = await GatehouseProcess.RunUntilExitAsync(
            new Dictionary<string, string> { ["GATEWAY_HOST"] = TestNet.Private.ToString() }
        );
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("gatehouse tls init", refused.Errors, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_key_that_others_can_read_stops_the_start_with_the_fix()
    {
        using var home = new ShortFolder();
        var (settings, _) = await InitAsync(home.Path);
        var key = settings["GATEWAY_TLS_KEY"];
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var refused = await GatehouseProcess.RunUntilExitAsync(settings, home: home.Path);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"chmod 600 '{key}'", refused.Errors, StringComparison.Ordinal);
        settings.Remove("GATEWAY_TLS_KEY");
        var half = await GatehouseProcess.RunUntilExitAsync(settings, home: home.Path);
        Assert.Equal(2, half.ExitCode);
        Assert.Contains("GATEWAY_TLS_KEY", half.Errors, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task The_command_overwrites_nothing_unless_forced()
    {
        using var home = new ShortFolder();
        var (settings, _) = await InitAsync(home.Path);
        await using var gatehouse = await GatehouseProcess.StartAsync(settings, home: home.Path);
        var before = await File.ReadAllTextAsync(settings["GATEWAY_TLS_CERT"]);

        var again = await gatehouse.RunCliAsync("tls", "init");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("--force", again.Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(settings["GATEWAY_TLS_CERT"]));
        Assert.Equal(2, (await gatehouse.RunCliAsync("tls", "init", "--force", "--host", "*.lan")).ExitCode);

        var forced = await gatehouse.RunCliAsync("tls", "init", "--force");
        Assert.Equal(0, forced.ExitCode);
        Assert.Contains("same as before", forced.Output, StringComparison.Ordinal);
        Assert.NotEqual(before, await File.ReadAllTextAsync(settings["GATEWAY_TLS_CERT"]));
    }

    private static async Task<(Dictionary<string, string> Settings, X509Certificate2 Authority)> InitAsync(
        string home,
        params string[] more
    )
    {
        var made = await GatehouseProcess.RunAsync(home, ["tls", "init", "--json", .. more]);
        Assert.True(made.ExitCode == 0, made.Errors);
        using var json = JsonDocument.Parse(made.Output);
        return (
            json.RootElement.GetProperty("settings")
                .EnumerateObject()
                .ToDictionary(setting => setting.Name, setting => setting.Value.GetString()!),
            X509CertificateLoader.LoadCertificateFromFile(json.RootElement.Text("authority"))
        );
    }

    private static HttpClient Client(GatehouseProcess gatehouse, X509Certificate2 authority) =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                SslOptions = RawHttp.Trusting(authority),
            }
        )
        {
            BaseAddress = new Uri($"https://127.0.0.1:{gatehouse.Port}"),
        };

    /// <summary>A home that outlives one process: the control socket's path has to stay under 107 bytes.</summary>
    private sealed class ShortFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("gh-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
