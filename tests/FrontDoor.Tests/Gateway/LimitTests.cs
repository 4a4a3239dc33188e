using System.Diagnostics;
using System.Text;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>Clients that take their time, come in crowds or speak in tongues: each is ended, and the owner is served meanwhile.</summary>
public abstract class LimitTests(string scheme) : IAsyncLifetime
{
    public sealed class OverHttp() : LimitTests("http");

    public sealed class OverHttps() : LimitTests("https");

    private const int Connections = 512;

    private GatehouseProcess _gatehouse = null!;

    public async Task InitializeAsync()
    {
        if (TestNet.IsInside)
        {
            _gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        }
    }

    public async Task DisposeAsync()
    {
        if (_gatehouse is not null)
        {
            await _gatehouse.DisposeAsync();
        }
    }

    [TestNetFact]
    [Trait("Row", "I-210")]
    public async Task A_slow_client_is_ended_and_holds_nobody_up()
    {
        var token = await _gatehouse.TokenAsync();
        var host = $"Host: 127.0.0.1:{_gatehouse.Port}\r\n";
        var drip = new[]
        {
            ("the line", "GET /api/hea", "l"),
            ("the headers", $"GET /api/health HTTP/1.1\r\n{host}X-Slow: ", "x"),
            (
                "the body",
                $"POST /api/stop HTTP/1.1\r\n{host}Authorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n",
                " "
            ),
        };
        var drips = drip.Select(one => DripAsync(one.Item1, one.Item2, one.Item3)).ToList();
        if (scheme == "https")
        {
            drips.Add(DripAsync("the handshake", "\u0016\u0003\u0001", "\u0001", greeted: false));
            drips.Add(DripAsync("a client that says nothing", "", "", greeted: false));
        }

        var slow = Task.WhenAll(drips);

        while (!slow.IsCompleted)
        {
            await StillServesAsync();
            await Task.WhenAny(slow, Task.Delay(500));
        }

        Assert.All(
            await slow,
            end =>
            {
                Assert.True(end.After < TimeSpan.FromSeconds(25), $"{end.What}: {end.After}");
                Assert.True(RawHttp.StatusOf(end.Answer) is 0 or 408, $"{end.What}: {end.Answer}");
            }
        );
    }

    [TestNetFact]
    [Trait("Row", "I-210")]
    public async Task A_crowd_of_connections_leaves_the_command_line_its_own_way_in()
    {
        var crowd = new List<Stream>();
        try
        {
            for (var number = 0; number < Connections + 20; number++)
            {
                crowd.Add(await RawHttp.ConnectAsync(_gatehouse.Port));
            }

            // The last ones were let in by the kernel and turned away by the server.
            Assert.Equal(0, RawHttp.StatusOf(await RawHttp.ExchangeAsync(crowd[^1], "GET /api/health HTTP/1.1\r\n\r\n")));
            Assert.Equal(0, (await _gatehouse.RunCliAsync("status")).ExitCode);
        }
        finally
        {
            crowd.ForEach(connection => connection.Dispose());
        }

        await Deadline.UntilAsync(
            async () => RawHttp.StatusOf(await RawHttp.SendAsync(_gatehouse, Health)),
            status => status == 200,
            "the gateway serves again"
        );
    }

    [TestNetFact]
    [Trait("Row", "I-217")]
    public async Task Bad_requests_are_refused_and_nothing_of_them_is_recorded()
    {
        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        var before = (await owner.StatusAsync()).GetProperty("ledger").GetRawText();
        var auth =
            $"Host: 127.0.0.1:{_gatehouse.Port}\r\nAuthorization: Bearer {await _gatehouse.TokenAsync()}\r\nContent-Type: application/json\r\n";
        const string Stop = """{"scope":"global"}""";
        foreach (
            var request in new[]
            {
                $"POST /api/stop HTTP/1.1\r\n{auth}Content-Length: 18\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n{Stop}\r\n0\r\n\r\n",
                $"POST /api/stop HTTP/1.1\r\n{auth}Content-Length: 18\r\nContent-Length: 18\r\n\r\n{Stop}",
                $"POST /api/stop HTTP/1.1\r\n{auth}Transfer-Encoding: chunked\r\n\r\nzz\r\n{Stop}\r\n0\r\n\r\n",
                $"POST /api/stop HTTP/1.1\r\n{auth}X: y\r\n Content-Length: 18\r\n\r\n{Stop}",
                $"POST /api/stop HTTP/1.1\n{auth.Replace("\r", "", StringComparison.Ordinal)}Content-Length: 18\n\n{Stop}",
                $"POST /api/stop HTTP/1.1\r\n{auth}Content-Length : 18\r\n\r\n{Stop}",
                $"POST {scheme}://127.0.0.1:{_gatehouse.Port}/api/stop HTTP/1.1\r\n{auth}Content-Length: 18\r\n\r\n{Stop}",
                $"POST /api/stop HTTP/1.1\r\n{auth}Host: evil.example\r\nContent-Length: 18\r\n\r\n{Stop}",
                $"POST /api/stop HTTP/1.1\r\n{auth}Content-Length: 19\r\n\r\n{Stop},",
                $"POST /api/stop HTTP/1.1\r\n{auth}Content-Length: 27\r\n\r\n" + """{"scope":"global","more":1}""",
                $"POST /api/stop HTTP/1.1\r\n{auth}Content-Length: 11\r\n\r\n" + """{"scope":1}""",
            }
        )
        {
            var answer = await RawHttp.SendAsync(_gatehouse, request);
            Assert.True(RawHttp.StatusOf(answer) is >= 400 and < 500, answer);
            Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
            Assert.DoesNotContain("Gatehouse.", answer, StringComparison.Ordinal);
            await StillServesAsync();
        }

        Assert.Equal(before, (await owner.StatusAsync()).GetProperty("ledger").GetRawText());
        Assert.Equal(JsonNull, (await owner.GetAsync("/api/stop")).GetProperty("global").ValueKind.ToString());
    }

    [TestNetFact]
    [Trait("Row", "A-097")]
    public async Task Ten_wrong_tokens_are_ten_lines_in_the_log_and_a_number_in_the_status()
    {
        using var guesser = GatewayClient.WithToken(_gatehouse, new string('0', 64));
        for (var guess = 0; guess < 10; guess++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => guesser.StatusAsync());
        }

        using var owner = await GatewayClient.ConnectAsync(_gatehouse);
        Assert.Equal(10, (await owner.StatusAsync()).GetProperty("failed_credentials").GetInt32());
        Assert.Contains("10 failed", (await _gatehouse.RunCliAsync("status")).Output, StringComparison.Ordinal);
        var log = await File.ReadAllLinesAsync(Path.Combine(_gatehouse.Home, "logs", "gatehouse.log"));
        var lines = log.Where(line => line.Contains("Wrong credential", StringComparison.Ordinal)).ToList();
        Assert.Equal(10, lines.Count);
        Assert.All(lines, line => Assert.Contains("from 127.0.0.1 for /api/gateway/status", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("0000", line[25..], StringComparison.Ordinal));
    }

    private const string JsonNull = "Null";

    private string Health => $"GET /api/health HTTP/1.1\r\nHost: 127.0.0.1:{_gatehouse.Port}\r\n\r\n";

    private async Task StillServesAsync() => Assert.Equal(200, RawHttp.StatusOf(await RawHttp.SendAsync(_gatehouse, Health)));

    // One piece a second, until the server has had enough.
    private async Task<(string What, TimeSpan After, string Answer)> DripAsync(string what, string begin, string piece, bool greeted = true)
    {
        await using var connection = greeted ? await RawHttp.ConnectAsync(_gatehouse) : await RawHttp.ConnectAsync(_gatehouse.Port);
        await connection.WriteAsync(Encoding.ASCII.GetBytes(begin));
        var (clock, answer) = (Stopwatch.StartNew(), RawHttp.ReadAnswerAsync(connection, TimeSpan.FromSeconds(30)));
        while (!answer.IsCompleted)
        {
            await Task.WhenAny(answer, Task.Delay(1_000));
            try
            {
                await connection.WriteAsync(Encoding.ASCII.GetBytes(piece));
            }
            catch (IOException)
            {
                break;
            }
        }

        return (what, clock.Elapsed, await answer);
    }
}
