using System.Diagnostics;
using System.Net;
using System.Net.WebSockets;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>The limits of the running program, by its own clock.</summary>
public abstract class ThrottleTests(string scheme)
{
    public sealed class OverHttp() : ThrottleTests("http");

    public sealed class OverHttps() : ThrottleTests("https");

    /// <summary>Passes the limit and does nothing further.</summary>
    private const string Nothing = """{"content":" "}""";

    [TestNetFact]
    [Trait("Row", "I-046")]
    [Trait("Row", "I-047")]
    [Trait("Row", "I-048")]
    public async Task Thirty_messages_of_any_minute_pass_from_wherever_they_come()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var token = ("Authorization", $"Bearer {await gatehouse.TokenAsync()}");
        using var here = new Caller(gatehouse, IPAddress.Parse("127.0.0.21"));
        using var there = new Caller(gatehouse, IPAddress.Parse("127.0.0.22"));
        using var socket = await GatewaySocket.OpenAsync(gatehouse);
        var clock = Stopwatch.StartNew();

        // 16 now, 14 a while later, from two addresses and two kinds of connection.
        for (var number = 0; number < 8; number++)
        {
            Assert.Equal(400, await SendAsync(here));
            await AssertPassesAsync(socket);
        }

        var first = clock.Elapsed;
        await Task.Delay(TimeSpan.FromSeconds(12));
        for (var number = 0; number < 14; number++)
        {
            Assert.Equal(400, await SendAsync(there));
        }

        using (var refused = await here.SendAsync("POST", "/api/chat/send", Caller.Json("""{"content":"echo never"}"""), token))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 30, 49);
        }

        await socket.SendAsync(new { type = "message", content = "echo never" });
        Assert.Contains("Too many messages", (await socket.NextAsync())!.Value.Text("message"), StringComparison.Ordinal);

        // A minute after the first 16 there is room for 16, not for 30.
        await Task.Delay(TimeSpan.FromSeconds(61) - (clock.Elapsed - first));
        var passed = 0;
        while (await SendAsync(there) == 400)
        {
            passed++;
        }

        Assert.Equal(16, passed);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        Assert.Empty(await owner.ThreadsAsync());

        Task<int> SendAsync(Caller caller) => caller.StatusAsync("POST", "/api/chat/send", Caller.Json(Nothing), token);
    }

    [TestNetFact]
    public async Task Only_the_address_that_guesses_waits_and_never_the_owner()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var token = ("Authorization", $"Bearer {await gatehouse.TokenAsync()}");
        using var guesser = new Caller(gatehouse, IPAddress.Parse("127.0.0.31"));
        using var other = new Caller(gatehouse, IPAddress.Parse("127.0.0.32"));
        var halves = await BrowserHalves.SignInAsync(gatehouse, guesser);
        // Guesses of all kinds count together: a token, a page key beside a stolen cookie, an upgrade, a login code.
        var guesses = new Func<Task<int>>[]
        {
            () => guesser.StatusAsync("GET", "/api/stop", null, ("Authorization", "Bearer wrong")),
            () => guesser.StatusAsync("GET", "/api/stop", null, halves.CookieHeader, ("X-Gatehouse-Page", new string('0', 64))),
            () => guesser.StatusAsync("GET", Caller.Upgrade, null, halves.CookieHeader, ("Sec-WebSocket-Protocol", "gatehouse, k.0")),
            () => guesser.StatusAsync("GET", "/api/chat/events?token=wrong"),
            () => guesser.StatusAsync("POST", "/api/auth/login", Caller.Json("""{"code":"wrong"}""")),
        };
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.Equal(401, await guesses[guess % guesses.Length]());
        }

        // A session's halves are told that they are wrong as ever: a page whose session ended signs out, and a guess learns no more by it.
        foreach (var (guess, expected) in guesses.Zip([429, 401, 401, 429, 429]))
        {
            Assert.Equal(expected, await guess());
        }

        Assert.Equal(200, await guesser.StatusAsync("GET", "/api/stop", null, token));
        Assert.Equal(401, await guesser.StatusAsync("GET", "/api/stop"));
        Assert.Equal(401, await other.StatusAsync("GET", "/api/stop", null, ("Authorization", "Bearer wrong")));
    }

    private static async Task AssertPassesAsync(GatewaySocket socket)
    {
        await socket.SendAsync(new { type = "message", content = " " });
        Assert.Contains("something to say", (await socket.NextAsync())!.Value.Text("message"), StringComparison.Ordinal);
        Assert.Equal(WebSocketState.Open, socket.Socket.State);
    }
}
