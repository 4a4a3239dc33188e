using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Gatehouse.Server.Access;

namespace Gatehouse.App.Tests.Server;

public sealed class AnswerTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private static readonly string[] Once = ["X-Content-Type-Options", "X-Frame-Options", "Content-Security-Policy", "Referrer-Policy"];

    [Fact]
    [Trait("Row", "I-052")]
    [Trait("Row", "I-053")]
    [Trait("Row", "I-054")]
    public async Task Every_answer_carries_the_security_headers_once()
    {
        const string Token = GatewayUnderTest.Token;
        var huge = new string(' ', (int)GatewayLimits.BodyBytes + 1);
        var answers = new (HttpStatusCode Status, Task<HttpResponseMessage> Answer)[]
        {
            (HttpStatusCode.OK, gateway.SendAsync(HttpMethod.Get, "/")),
            (HttpStatusCode.OK, gateway.SendAsync(HttpMethod.Get, "/api/stop", Token)),
            (HttpStatusCode.BadRequest, gateway.SendAsync(HttpMethod.Post, "/api/stop", Token, "{")),
            (HttpStatusCode.Unauthorized, gateway.SendAsync(HttpMethod.Get, "/api/stop")),
            (HttpStatusCode.Forbidden, gateway.SendAsync(HttpMethod.Get, "/api/stop", Token, headers: ("Origin", "http://evil"))),
            (HttpStatusCode.NotFound, gateway.SendAsync(HttpMethod.Get, "/nothing")),
            (HttpStatusCode.RequestEntityTooLarge, gateway.SendAsync(HttpMethod.Post, "/api/stop", Token, huge)),
            (HttpStatusCode.UnsupportedMediaType, gateway.SendAsync(HttpMethod.Post, "/api/stop", Token)),
            (HttpStatusCode.MisdirectedRequest, gateway.SendAsync(HttpMethod.Get, "/", headers: ("Host", "evil"))),
            (HttpStatusCode.InternalServerError, gateway.SendAsync(HttpMethod.Get, "/api/broken", Token)),
        };

        foreach (var (status, answer) in answers)
        {
            using var response = await answer;
            Assert.Equal(status, response.StatusCode);
            Assert.All(Once, name => Assert.Single(response.Headers.GetValues(name)));
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("DENY", response.Headers.GetValues("X-Frame-Options").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    [Trait("Row", "I-217")]
    public async Task A_fault_inside_stays_inside()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/api/broken", GatewayUnderTest.Token);
        var body = await response.Content.ReadAsStringAsync();

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", body, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Row", "I-049")]
    [InlineData(0, false, HttpStatusCode.BadRequest)]
    [InlineData(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(0, true, HttpStatusCode.BadRequest)]
    [InlineData(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_above_one_megabyte_is_refused(int more, bool chunked, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stop");
        var bytes = new byte[GatewayLimits.BodyBytes + more];
        Array.Fill(bytes, (byte)' ');
        request.Content = chunked ? new StreamContent(new MemoryStream(bytes)) : new ByteArrayContent(bytes);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayUnderTest.Token);

        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [Trait("Row", "I-216")]
    [InlineData("""{"scope":"global","more":1}""", 422, "more is unknown here")]
    [InlineData("""{"scope":"global","scope":"global"}""", 422, "scope is unknown here, doubled")]
    [InlineData("""{"Scope":"global"}""", 422, "Scope is unknown here")]
    [InlineData("""{"scope":null}""", 422, "scope is")]
    [InlineData("""{"scope":1}""", 422, "scope is")]
    [InlineData("""{"scope":["global"]}""", 422, "scope is")]
    [InlineData("""{"scope":"\ud800"}""", 422, "scope is")]
    [InlineData("""{}""", 422, "Missing: 'scope'")]
    [InlineData("""[]""", 422, "A JSON object is expected")]
    [InlineData("\"global\"", 422, "A JSON object is expected")]
    [InlineData("""null""", 400, "A JSON object is expected")]
    [InlineData("", 400, "A JSON object is expected")]
    [InlineData("{", 400, "This is not JSON")]
    [InlineData("""{"scope":"global"}x""", 400, "This is not JSON")]
    [InlineData("""{"scope":"global",}""", 400, "This is not JSON")]
    [InlineData("""{"scope":"global"/**/}""", 400, "This is not JSON")]
    [InlineData("""{'scope':'global'}""", 400, "This is not JSON")]
    public async Task A_body_of_the_wrong_shape_is_refused_with_the_place(string json, int status, string detail)
    {
        using var answer = await gateway.SendAsync(HttpMethod.Post, "/api/stop", GatewayUnderTest.Token, json);
        var problem = await answer.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(detail, Detail(problem), StringComparison.Ordinal);
        Assert.DoesNotContain("Gatehouse.", problem, StringComparison.Ordinal);
        Assert.Null(StopOf(await StopStateAsync()));
    }

    [Fact]
    public async Task JSON_that_is_nested_too_deeply_or_is_no_UTF8_is_refused()
    {
        foreach (var body in new[] { Deep(17), Deep(500_000), [.. "{\"scope\":\""u8, 0xff, 0xfe, .. "\"}"u8] })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/stop") { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayUnderTest.Token);
            using var answer = await gateway.Http.SendAsync(request);

            Assert.InRange((int)answer.StatusCode, 400, 422);
        }

        static byte[] Deep(int levels) => [.. "{\"scope\":"u8, .. Enumerable.Repeat((byte)'[', levels)];
    }

    [Theory]
    [Trait("Row", "I-212")]
    [InlineData("application/json", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", null, HttpStatusCode.OK)]
    [InlineData("APPLICATION/JSON;charset=\"UTF-8\"", null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-16", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json; charset=none-such", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json, text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/jsonx", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/problem+json", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("", null, HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "gzip", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "identity", HttpStatusCode.UnsupportedMediaType)]
    public async Task Only_JSON_in_UTF8_is_read(string type, string? encoding, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/resume");
        request.Content = new ByteArrayContent("""{"scope":"global"}"""u8.ToArray());
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GatewayUnderTest.Token);
        if (encoding is not null)
        {
            request.Content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        }

        using var answer = await gateway.Http.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    [Trait("Row", "I-046")]
    [Trait("Row", "I-048")]
    public async Task The_thirty_first_message_of_a_minute_is_refused()
    {
        gateway.Clock.Advance(TimeSpan.FromMinutes(2));
        for (var message = 0; message < GatewayLimits.ChatSends; message++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync());
        }

        using (var refused = await gateway.SendAsync(HttpMethod.Post, "/api/chat/send", GatewayUnderTest.Token, """{"content":" "}"""))
        {
            Assert.Equal(
                (HttpStatusCode.TooManyRequests, 60),
                (refused.StatusCode, (int)refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds)
            );
            Assert.All(Once, name => Assert.Single(refused.Headers.GetValues(name)));
        }

        gateway.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync());
    }

    private async Task<string> StopStateAsync()
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/stop", GatewayUnderTest.Token);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string? StopOf(string state)
    {
        using var json = JsonDocument.Parse(state);
        return json.RootElement.TryGetProperty("global", out var global) && global.ValueKind == JsonValueKind.Object
            ? global.GetRawText()
            : null;
    }

    private static string Detail(string problem)
    {
        using var json = JsonDocument.Parse(problem);
        return json.RootElement.GetProperty("detail").GetString()!;
    }

    // An empty message is refused by the handler, behind the limit.
    private Task<HttpStatusCode> SendAsync() =>
        gateway.StatusAsync(HttpMethod.Post, "/api/chat/send", GatewayUnderTest.Token, """{"content":" "}""");
}
