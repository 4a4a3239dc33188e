using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Gateway;

/// <summary>One request for each status that the running program can be brought to, and what every answer has to have.</summary>
public sealed class StatusTests
{
    private const int Limit = 1024 * 1024;
    private const string Resume = """{"scope":"global"}""";

    [TestNetTheory]
    [Trait("Row", "I-052")]
    [Trait("Row", "I-053")]
    [Trait("Row", "I-054")]
    [Trait("Row", "I-206")]
    [Trait("Row", "I-212")]
    [Trait("Row", "I-217")]
    [Trait("Row", "A-098")]
    [InlineData("http")]
    [InlineData("https")]
    public async Task Every_status_comes_with_the_headers_once_and_says_cause_and_fix(string scheme)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var caller = new Caller(gatehouse);
        using var guesser = new Caller(gatehouse, IPAddress.Parse("127.0.0.99"));
        var token = ("Authorization", $"Bearer {await gatehouse.TokenAsync()}");
        var wrong = ("Authorization", "Bearer wrong");
        for (var guess = 0; guess < 20; guess++)
        {
            Assert.Equal(401, await guesser.StatusAsync("GET", "/api/stop", null, wrong));
        }

        foreach (
            var (status, sent) in new (int, Task<HttpResponseMessage>)[]
            {
                (200, caller.SendAsync("GET", "/")),
                (200, caller.SendAsync("GET", "/api/stop", null, token)),
                (202, caller.SendAsync("POST", "/api/chat/send", Caller.Json("""{"content":"echo x"}"""), token)),
                (204, caller.SendAsync("POST", "/api/auth/logout", null, token)),
                (400, caller.SendAsync("POST", "/api/stop", Caller.Json("{"), token)),
                (400, caller.SendAsync("POST", "/api/stop", Caller.Json("\uD800"), token)),
                (400, caller.SendAsync("GET", "/api/chat/history?thread_id=x&limit=1e9", null, token)),
                (401, caller.SendAsync("GET", "/api/nowhere")),
                (401, caller.SendAsync("GET", "/api/stop", null, wrong)),
                (403, caller.SendAsync("GET", "/api/stop", null, token, ("Origin", "https://evil.example"))),
                (404, caller.SendAsync("GET", "/nowhere")),
                (404, caller.SendAsync("GET", "/api/nowhere", null, token)),
                (404, caller.SendAsync("DELETE", "/api/stop", null, token)),
                (404, caller.SendAsync("GET", "/api/chat/history?thread_id=x", null, token)),
                (413, caller.SendAsync("POST", "/api/stop", Caller.Json(new string(' ', Limit + 1)), token)),
                (415, caller.SendAsync("POST", "/api/stop", new StringContent(Resume, Encoding.UTF8, "text/plain"), token)),
                (421, caller.SendAsync("GET", "/", null, ("Host", "evil.example"))),
                (422, caller.SendAsync("POST", "/api/stop", Caller.Json("""{"scope":"global","more":1}"""), token)),
                (426, caller.SendAsync("GET", "/api/chat/WS", null, token, ("Origin", "http://localhost"))),
                (429, guesser.SendAsync("GET", "/api/stop", null, wrong)),
            }
        )
        {
            using var answer = await sent;
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal((status, body), ((int)answer.StatusCode, body));
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Contains(
                "default-src 'none'",
                Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
            Assert.False(answer.Headers.Contains("Server"));
            if (status >= 400)
            {
                AssertProblem(answer, status, body);
            }
        }

        Assert.False((await StopAsync(caller, token)).TryGetProperty("global", out var stop) && stop.ValueKind == JsonValueKind.Object);
    }

    [TestNetTheory]
    [Trait("Row", "I-049")]
    [Trait("Row", "I-211")]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("https", false)]
    [InlineData("https", true)]
    public async Task A_megabyte_passes_and_a_byte_more_does_not(string scheme, bool chunked)
    {
        await using var gatehouse = await GatehouseProcess.StartOverAsync(scheme);
        using var caller = new Caller(gatehouse);
        var token = ("Authorization", $"Bearer {await gatehouse.TokenAsync()}");

        Assert.Equal(200, await caller.StatusAsync("POST", "/api/resume", Body(Limit), token));
        Assert.Equal(413, await caller.StatusAsync("POST", "/api/resume", Body(Limit + 1), token));
        // Nor is it read for a stranger, nor on a route that takes none.
        Assert.Equal(chunked ? 401 : 413, await caller.StatusAsync("POST", "/api/resume", Body(Limit + 1)));
        Assert.Equal(413, await caller.StatusAsync("POST", "/api/auth/logout", Body(Limit + 1), token));

        HttpContent Body(int length)
        {
            var bytes = Encoding.ASCII.GetBytes(Resume.PadRight(length));
            HttpContent body = chunked ? new StreamContent(new Unsized(bytes)) : new ByteArrayContent(bytes);
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return body;
        }
    }

    [TestNetFact]
    [Trait("Row", "I-031")]
    public async Task The_page_comes_out_of_the_program_itself()
    {
        var program = Path.GetDirectoryName(
            Environment.GetEnvironmentVariable("GATEHOUSE_BIN") ?? Path.Combine(Repository.Root, "artifacts", "bin", "Cli", "release", "x")
        )!;
        Assert.DoesNotContain(
            Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories),
            file => Path.GetExtension(file) is ".html" or ".css" or ".js"
        );
        // It is started in its empty home.
        await using var gatehouse = await GatehouseProcess.StartAsync();
        using var caller = new Caller(gatehouse);
        foreach (var (path, type) in new[] { ("/", "text/html"), ("/style.css", "text/css"), ("/app.js", "text/javascript") })
        {
            using var answer = await caller.SendAsync("GET", path);
            Assert.Equal((200, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 100, path);
        }
    }

    private static void AssertProblem(HttpResponseMessage answer, int status, string body)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(body);
        Assert.Equal(["type", "title", "status", "detail"], problem.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.True(problem.RootElement.Text("detail").Length > 20, body);
        Assert.DoesNotMatch(@"Exception|System\.|Gatehouse\.|   at |/src/|\.cs\b", body);
    }

    private static async Task<JsonElement> StopAsync(Caller caller, (string, string) token)
    {
        using var answer = await caller.SendAsync("GET", "/api/stop", null, token);
        using var state = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return state.RootElement.Clone();
    }

    /// <summary>Its length is not known beforehand, so it is sent in chunks.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
