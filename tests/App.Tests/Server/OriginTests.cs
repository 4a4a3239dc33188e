using System.Net;

namespace Gatehouse.App.Tests.Server;

public sealed class OriginTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    private const string Route = "/api/stop";

    [Theory]
    [InlineData("http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("https://localhost", HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:1", HttpStatusCode.OK)]
    [InlineData("http://[::1]:65535", HttpStatusCode.OK)]
    [InlineData("http://localhost.evil.com", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1.evil", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost@evil", HttpStatusCode.Forbidden)]
    [InlineData("http://evil@localhost", HttpStatusCode.Forbidden)]
    [InlineData("http://LOCALHOST:3000", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost.:3000", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:3000/", HttpStatusCode.Forbidden)]
    [InlineData("http://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task A_token_is_good_for_pages_of_this_machine(string origin, HttpStatusCode expected)
    {
        Assert.Equal(expected, await gateway.StatusAsync(HttpMethod.Get, Route, GatewayUnderTest.Token, headers: ("Origin", origin)));
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, Route, headers: ("Origin", origin)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:PORT", null, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("http://127.0.0.1:PORT", "same-origin", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData(null, null, HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(null, "same-origin", HttpStatusCode.OK, HttpStatusCode.Forbidden)]
    [InlineData(null, "same-site", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(null, "cross-site", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(null, "none", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1:1", null, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("http://localhost:PORT", null, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("https://127.0.0.1:PORT", null, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData("null", "same-origin", HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    public async Task A_session_is_good_for_the_exact_page_alone(string? origin, string? site, HttpStatusCode read, HttpStatusCode write)
    {
        var (cookie, key) = await gateway.SignInAsync();
        var headers = new List<(string, string)> { ("Cookie", cookie), ("X-Gatehouse-Page", key) };
        if (origin is not null)
        {
            headers.Add(("Origin", origin.Replace("PORT", $"{gateway.Port}", StringComparison.Ordinal)));
        }

        if (site is not null)
        {
            headers.Add(("Sec-Fetch-Site", site));
        }

        Assert.Equal(read, await gateway.StatusAsync(HttpMethod.Get, Route, headers: [.. headers]));
        Assert.Equal(
            write,
            await gateway.StatusAsync(HttpMethod.Post, "/api/resume", json: """{"scope":"global"}""", headers: [.. headers])
        );
    }

    [Theory]
    [InlineData("127.0.0.1:PORT", HttpStatusCode.OK)]
    [InlineData("localhost:PORT", HttpStatusCode.OK)]
    [InlineData("[::1]:PORT", HttpStatusCode.OK)]
    [InlineData("gatehouse.example", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1:1", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.:PORT", HttpStatusCode.MisdirectedRequest)]
    [InlineData("evil.example:PORT", HttpStatusCode.MisdirectedRequest)]
    [InlineData("gatehouse.example:PORT", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example:PORT", HttpStatusCode.MisdirectedRequest)]
    public async Task Only_our_own_names_are_answered(string host, HttpStatusCode expected)
    {
        var own = host.Replace("PORT", $"{gateway.Port}", StringComparison.Ordinal);

        Assert.Equal(expected, await gateway.StatusAsync(HttpMethod.Get, "/api/health", headers: ("Host", own)));
    }

    [Theory]
    [Trait("Row", "I-033")]
    [Trait("Row", "I-034")]
    [Trait("Row", "I-035")]
    [Trait("Row", "I-036")]
    [Trait("Row", "I-037")]
    [Trait("Row", "I-038")]
    [InlineData("http://127.0.0.1:PORT", "POST", "content-type, authorization", true)]
    [InlineData("http://localhost:PORT", "DELETE", "Authorization", true)]
    [InlineData("http://localhost:PORT", "PATCH", "Authorization", false)]
    [InlineData("http://localhost:PORT", "TRACE", "", false)]
    [InlineData("http://localhost:PORT", "POST", "x-gatehouse-page", false)]
    [InlineData("https://localhost:PORT", "POST", "", false)]
    [InlineData("http://localhost:1", "POST", "", false)]
    [InlineData("http://[::1]:PORT", "POST", "", false)]
    [InlineData("http://evil.example", "POST", "", false)]
    [InlineData("null", "POST", "", false)]
    public async Task A_preflight_is_granted_to_two_origins(string origin, string method, string wanted, bool granted)
    {
        var exact = origin.Replace("PORT", $"{gateway.Port}", StringComparison.Ordinal);

        using var response = await gateway.SendAsync(
            HttpMethod.Options,
            "/api/chat/send",
            headers: [("Origin", exact), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", wanted)]
        );

        Assert.Equal(granted ? [exact] : [], Header(response, "Access-Control-Allow-Origin"));
        Assert.Equal(granted ? ["true"] : [], Header(response, "Access-Control-Allow-Credentials"));
        Assert.Equal(granted ? ["GET, POST, PUT, DELETE"] : [], Header(response, "Access-Control-Allow-Methods"));
    }

    private static string[] Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? [.. values] : [];
}
