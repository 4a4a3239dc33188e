using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Gatehouse.FrontDoor.Tests.Gateway;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Logs;

/// <summary>The server's log over the API and in the terminal: scanned, followed, and cut off with the credential.</summary>
public abstract class LogTests(string scheme)
{
    // The shape of an access key, which is also a method that a client may send. Joined, so that no secret scan takes it for one.
    private const string Key = "AKIA" + "Q7XWJ2MBT4LZPD3S";

    public sealed class OverHttp() : LogTests("http");

    public sealed class OverHttps() : LogTests("https");

    [TestNetFact]
    public async Task A_key_in_a_line_is_withheld_in_the_list_in_the_stream_and_in_the_file()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var caller = new Caller(gatehouse);
        await SetLevelAsync(owner, "debug");
        using var stream = await OpenAsync(owner);

        // Its method is what the line tells of it.
        Assert.Equal(404, await caller.StatusAsync(Key, "/nowhere"));
        Assert.Equal(404, await caller.StatusAsync("PLAINWORD", "/nowhere"));

        await stream.UntilAsync("PLAINWORD");
        await stream.UntilAsync("withheld");
        Assert.DoesNotContain(Key, stream.Text, StringComparison.Ordinal);
        Assert.Contains("event: log\n", stream.Text, StringComparison.Ordinal);
        Assert.Matches("id: [0-9a-f]{12}-[0-9]+\n", stream.Text);
        var list = (await owner.GetAsync("/api/logs")).GetRawText();
        Assert.Contains("PLAINWORD /nowhere", list.Replace("no route", "/nowhere", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(Key, list, StringComparison.Ordinal);
        await gatehouse.StopAsync();
        var file = await File.ReadAllTextAsync(Path.Combine(gatehouse.Home, "logs", "gatehouse.log"));
        Assert.Contains("PLAINWORD", file, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, file, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task No_level_logs_a_path_a_query_a_body_or_a_credential()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        var token = await gatehouse.TokenAsync();
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var caller = new Caller(gatehouse);
        await SetLevelAsync(owner, "trace");

        Assert.Equal(200, await caller.StatusAsync("GET", $"/api/logs/events?token={token}"));
        Assert.Equal(404, await caller.StatusAsync("GET", "/a-path-of-the-owners?q=a-query-of-the-owners"));
        await owner.SendAndWaitAsync("echo a-body-of-the-owners");

        var list = (await owner.GetAsync("/api/logs")).GetRawText();
        Assert.Contains("POST /api/chat/send answered 202", list, StringComparison.Ordinal);
        Assert.All([token, "of-the-owners"], text => Assert.DoesNotContain(text, list, StringComparison.Ordinal));
        await gatehouse.StopAsync();
        var file = await File.ReadAllTextAsync(Path.Combine(gatehouse.Home, "logs", "gatehouse.log"));
        Assert.All([token, "of-the-owners"], text => Assert.DoesNotContain(text, file, StringComparison.Ordinal));
    }

    [TestNetFact]
    public async Task A_level_is_an_act_of_the_owner_and_is_gone_after_a_restart()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using (var owner = await GatewayClient.ConnectAsync(gatehouse))
        {
            Assert.Equal("info", (await owner.GetAsync("/api/logs/level")).Text("level"));
            var changed = await SetLevelAsync(owner, "debug");
            Assert.Equal(("debug", "restart"), (changed.Text("level"), changed.Text("until")));
            Assert.Contains(await owner.LedgerAsync(), entry => entry.Text("line") == "change settings: log_level");
            using var wrong = await owner.Http.PutAsJsonAsync("/api/logs/level", new { level = "everything" });
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
            Assert.Contains("trace, debug, info, warn or error", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        await gatehouse.RestartAsync();
        Assert.Contains("logs info and worse", (await gatehouse.RunCliAsync("logs", "level")).Output, StringComparison.Ordinal);
    }

    [TestNetFact]
    public async Task A_stream_ends_with_its_credential()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        using var stream = await OpenAsync(owner);
        Assert.Contains("1 open", (await gatehouse.RunCliAsync("token", "rotate")).Errors, StringComparison.Ordinal);
        await stream.EndAsync();
    }

    [TestNetFact]
    public async Task It_takes_a_place_of_the_subscribers()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var owner = await GatewayClient.ConnectAsync(gatehouse);
        var open = new List<LogStream>();
        try
        {
            for (var number = 0; number < 100; number++)
            {
                open.Add(await OpenAsync(owner));
            }

            Assert.Equal(100, (await owner.StatusAsync()).GetProperty("sse_connections").GetInt32());
            foreach (var path in new[] { "/api/logs/events", "/api/chat/events" })
            {
                using var refused = await owner.Http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            }
        }
        finally
        {
            open.ForEach(stream => stream.Dispose());
        }
    }

    [TestNetFact]
    public async Task The_terminal_shows_filters_and_follows()
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var caller = new Caller(gatehouse, IPAddress.Parse("127.0.0.77"));
        Assert.Equal(0, (await gatehouse.RunCliAsync("logs", "level", "debug")).ExitCode);
        Assert.Equal(401, await caller.StatusAsync("GET", "/api/stop", null, ("Authorization", "Bearer wrong")));

        var all = await gatehouse.RunCliAsync("logs");
        Assert.Contains(" debug ", all.Output, StringComparison.Ordinal);
        Assert.Contains("Wrong credential from 127.0.0.77", all.Output, StringComparison.Ordinal);
        var warnings = await gatehouse.RunCliAsync("logs", "--level", "warn", "--json");
        using var list = JsonDocument.Parse(warnings.Output);
        Assert.All(
            list.RootElement.GetProperty("entries").EnumerateArray(),
            entry => Assert.Contains(entry.Text("level"), new[] { "warn", "error" })
        );
        Assert.NotEqual(0, list.RootElement.GetProperty("entries").GetArrayLength());
        Assert.Equal(2, (await gatehouse.RunCliAsync("logs", "--level", "loud")).ExitCode);
        await gatehouse.StopAsync();
        Assert.Equal(3, (await gatehouse.RunCliAsync("logs", "--follow")).ExitCode);
    }

    private static async Task<JsonElement> SetLevelAsync(GatewayClient owner, string level)
    {
        using var answer = await owner.Http.PutAsJsonAsync("/api/logs/level", new { level });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var view = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return view.RootElement.Clone();
    }

    private static async Task<LogStream> OpenAsync(GatewayClient owner)
    {
        var answer = await owner.Http.GetAsync(new Uri("/api/logs/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new LogStream(answer, await answer.Content.ReadAsStreamAsync());
    }

    private sealed class LogStream(HttpResponseMessage answer, Stream body) : IDisposable
    {
        private readonly byte[] _buffer = new byte[4096];

        public string Text { get; private set; } = "";

        public async Task UntilAsync(string part)
        {
            using var limit = new CancellationTokenSource(Deadline.Default);
            while (!Text.Contains(part, StringComparison.Ordinal))
            {
                var read = await body.ReadAsync(_buffer, limit.Token);
                Assert.NotEqual(0, read);
                Text += System.Text.Encoding.UTF8.GetString(_buffer, 0, read);
            }
        }

        /// <summary>An orderly end or a cut, both within the deadline.</summary>
        public async Task EndAsync()
        {
            using var limit = new CancellationTokenSource(Deadline.Default);
            try
            {
                while (await body.ReadAsync(_buffer, limit.Token) > 0) { }
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException) { }
        }

        public void Dispose()
        {
            body.Dispose();
            answer.Dispose();
        }
    }
}
