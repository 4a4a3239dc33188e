using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Credentials that are taken back are dead at once, with all that is open through them; and none of them lies on the disk.</summary>
public abstract class SessionTests(string scheme)
{
    public sealed class OverHttp() : SessionTests("http");

    public sealed class OverHttps() : SessionTests("https");

    [TestNetFact]
    [Trait("Row", "I-228")]
    public async Task A_browser_that_is_signed_out_from_the_terminal_loses_its_open_sockets()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var first = await GatewayClient.LoginAsync(gatehouse, gatehouse.LoginCode);
        using var second = await GatewayClient.LoginAsync(gatehouse, await CodeAsync(gatehouse));
        var listed = await ListAsync(gatehouse);
        Assert.Equal(2, listed.Count);
        using var firstSocket = await SocketAsync(gatehouse, first);
        using var secondSocket = await SocketAsync(gatehouse, second);

        // The newest was used last.
        var revoked = await gatehouse.RunCliAsync("sessions", "revoke", listed[0].Text("id"));
        Assert.Equal(0, revoked.ExitCode);

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await secondSocket.EndAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => second.StatusAsync());
        await first.StatusAsync();
        await firstSocket.SendAsync("""{"type":"ping"}""");
        Assert.NotNull(await firstSocket.NextAsync());

        Assert.Equal(0, (await gatehouse.RunCliAsync("sessions", "revoke", "--all")).ExitCode);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await firstSocket.EndAsync());
        Assert.Empty(await ListAsync(gatehouse));
        Assert.Equal(2, (await gatehouse.RunCliAsync("sessions", "revoke")).ExitCode);
        Assert.Equal(1, (await gatehouse.RunCliAsync("sessions", "revoke", "nothing")).ExitCode);
    }

    [TestNetFact]
    [Trait("Row", "I-228")]
    public async Task A_rotated_token_is_dead_at_once_and_the_new_one_works()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(
            scheme,
            new Dictionary<string, string> { ["GATEWAY_AUTH_TOKEN"] = "a-token-of-the-owners-own-choice" }
        );
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var socket = await GatewaySocket.OpenAsync(gatehouse);
        using var stream = await owner.Http.GetAsync(
            new Uri("/api/chat/events", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead
        );

        var rotated = await gatehouse.RunCliAsync("token", "rotate");

        Assert.Equal(0, rotated.ExitCode);
        Assert.Matches("^[0-9a-f]{64}$", rotated.Output.Trim());
        Assert.Contains("2 open connections", rotated.Errors, StringComparison.Ordinal);
        Assert.Contains("GATEWAY_AUTH_TOKEN still holds", rotated.Errors, StringComparison.Ordinal);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, await socket.EndAsync());
        await EndsAsync(stream);
        await Assert.ThrowsAsync<HttpRequestException>(() => owner.StatusAsync());
        using var renewed = GatewayClient.WithToken(gatehouse, rotated.Output.Trim());
        await renewed.StatusAsync();
        Assert.Equal(rotated.Output.Trim(), await gatehouse.TokenAsync());
    }

    [TestNetFact]
    [Trait("Row", "I-228")]
    public async Task A_body_that_ends_after_its_token_was_rotated_does_nothing()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var stolen = await gatehouse.TokenAsync();
        await using var thief = await RawHttp.ConnectAsync(gatehouse);
        const string Body = """{"scope":"global"}""";
        var head =
            $"POST /api/stop HTTP/1.1\r\nHost: 127.0.0.1:{gatehouse.Port}\r\nAuthorization: Bearer {stolen}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n";
        await thief.WriteAsync(Encoding.ASCII.GetBytes(head + Body[..1]));
        // The head is judged now, and the server waits for the rest.
        await Task.Delay(200);

        var rotated = await gatehouse.RunCliAsync("token", "rotate");
        var answer = await RawHttp.ExchangeAsync(thief, Body[1..]);

        Assert.Equal(401, RawHttp.StatusOf(answer));
        using var owner = GatewayClient.WithToken(gatehouse, rotated.Output.Trim());
        Assert.DoesNotContain("since", (await owner.GetAsync("/api/stop")).GetRawText(), StringComparison.Ordinal);
    }

    [TestNetFact]
    [Trait("Row", "I-226")]
    public async Task No_token_of_a_run_lies_on_the_disk()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var code = gatehouse.LoginCode;
        var before = await gatehouse.TokenAsync();
        using (var session = await GatewayClient.LoginAsync(gatehouse, code))
        {
            await session.SendAndWaitAsync("echo signed in");
            using var socket = await SocketAsync(gatehouse, session);
            await socket.SendAsync("""{"type":"ping"}""");
            Assert.NotNull(await socket.NextAsync());
            var after = (await gatehouse.RunCliAsync("token", "rotate")).Output.Trim();
            var secrets = new[]
            {
                code,
                before,
                after,
                session.Cookies.GetAllCookies().Single().Value,
                session.Http.DefaultRequestHeaders.GetValues("X-Gatehouse-Page").Single(),
            };
            await gatehouse.StopAsync();

            var files = Directory.GetFiles(gatehouse.Home, "*", SearchOption.AllDirectories);
            Assert.True(files.Length > 3);
            foreach (var file in files)
            {
                var bytes = await File.ReadAllBytesAsync(file);
                Assert.All(secrets, secret => Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, file));
            }
        }
    }

    private static async Task EndsAsync(HttpResponseMessage stream)
    {
        try
        {
            await stream.Content.ReadAsStringAsync().WaitAsync(Deadline.Default);
        }
        catch (HttpRequestException)
        {
            // Cut off in the middle, which is an end too.
        }
    }

    private static async Task<string> CodeAsync(GatehouseProcess gatehouse)
    {
        using var link = JsonDocument.Parse((await gatehouse.RunCliAsync("login", "--json")).Output);
        var url = link.RootElement.Text("url");
        return url[(url.IndexOf('=', StringComparison.Ordinal) + 1)..];
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(GatehouseProcess gatehouse)
    {
        using var list = JsonDocument.Parse((await gatehouse.RunCliAsync("sessions", "--json")).Output);
        return [.. list.RootElement.GetProperty("sessions").EnumerateArray().Select(session => session.Clone())];
    }

    private static async Task<GatewaySocket> SocketAsync(GatehouseProcess gatehouse, GatewayClient session)
    {
        var cookie = session.Cookies.GetAllCookies().Single();
        var key = session.Http.DefaultRequestHeaders.GetValues("X-Gatehouse-Page").Single();
        var (open, status) = await GatewaySocket.TryOpenAsync(
            gatehouse.BaseUrl,
            [("Cookie", $"{cookie.Name}={cookie.Value}"), ("Origin", gatehouse.BaseUrl)],
            ["gatehouse", $"k.{key}"],
            authority: gatehouse.Authority
        );
        Assert.Equal(HttpStatusCode.SwitchingProtocols, status);
        return open!;
    }
}
