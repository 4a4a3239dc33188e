using System.Net;
using System.Net.Http.Headers;
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
    [InlineData("""{"scope":"global","more":1}""")]
    [InlineData("""{"scope":"global","scope":"global"}""")]
    [InlineData("""{"Scope":"global"}""")]
    [InlineData("""{"scope":null}""")]
    [InlineData("""{}""")]
    [InlineData("""null""")]
    [InlineData("")]
    public async Task A_request_with_unknown_doubled_or_missing_members_is_refused(string json) =>
        Assert.Equal(HttpStatusCode.BadRequest, await gateway.StatusAsync(HttpMethod.Post, "/api/stop", GatewayUnderTest.Token, json));

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

    // An empty message is refused by the handler, behind the limit.
    private Task<HttpStatusCode> SendAsync() =>
        gateway.StatusAsync(HttpMethod.Post, "/api/chat/send", GatewayUnderTest.Token, """{"content":" "}""");
}
