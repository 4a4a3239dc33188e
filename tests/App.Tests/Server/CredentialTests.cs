using System.Net;
using Gatehouse.Server.Access;

namespace Gatehouse.App.Tests.Server;

public sealed class CredentialTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>, IDisposable
{
    private const string Route = "/api/stop";

    // Failed attempts of one test are not those of the next.
    public void Dispose() => gateway.Clock.Advance(TimeSpan.FromMinutes(2));

    [Theory]
    [Trait("Row", "I-021")]
    [Trait("Row", "I-025")]
    [InlineData("Bearer " + GatewayUnderTest.Token, HttpStatusCode.OK)]
    [InlineData("bearer " + GatewayUnderTest.Token, HttpStatusCode.OK)]
    [InlineData("BEARER " + GatewayUnderTest.Token, HttpStatusCode.OK)]
    [InlineData("Bearer " + GatewayUnderTest.Token + "x", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer A-token-of-the-owner-0123456789", HttpStatusCode.Unauthorized)]
    [InlineData("Bearer  " + GatewayUnderTest.Token, HttpStatusCode.Unauthorized)]
    [InlineData("Bearer", HttpStatusCode.Unauthorized)]
    [InlineData("Basic " + GatewayUnderTest.Token, HttpStatusCode.Unauthorized)]
    [InlineData(GatewayUnderTest.Token, HttpStatusCode.Unauthorized)]
    public async Task Only_the_right_bearer_token_opens(string header, HttpStatusCode expected) =>
        Assert.Equal(expected, await gateway.StatusAsync(HttpMethod.Get, Route, headers: ("Authorization", header)));

    [Fact]
    [Trait("Row", "I-022")]
    [Trait("Row", "I-023")]
    public async Task The_query_token_opens_the_event_stream_and_nothing_else()
    {
        Assert.Equal(HttpStatusCode.OK, await gateway.StatusAsync(HttpMethod.Get, $"/api/chat/events?token={GatewayUnderTest.Token}"));
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, "/api/chat/events?token=wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, $"{Route}?token={GatewayUnderTest.Token}"));
    }

    [Fact]
    public async Task Neither_half_of_a_session_opens_anything_alone()
    {
        var (cookie, key) = await gateway.SignInAsync();
        var (otherCookie, _) = await gateway.SignInAsync();

        Assert.Equal(
            HttpStatusCode.OK,
            await gateway.StatusAsync(HttpMethod.Get, Route, headers: [("Cookie", cookie), ("X-Gatehouse-Page", key)])
        );
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, Route, headers: ("Cookie", cookie)));
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, Route, headers: ("X-Gatehouse-Page", key)));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await gateway.StatusAsync(HttpMethod.Get, Route, headers: [("Cookie", otherCookie), ("X-Gatehouse-Page", key)])
        );
    }

    [Fact]
    public async Task A_session_ends_by_logout_and_by_age()
    {
        var origin = ("Origin", $"http://127.0.0.1:{gateway.Port}");
        var (cookie, key) = await gateway.SignInAsync();
        var (older, olderKey) = await gateway.SignInAsync();

        Assert.Equal(
            HttpStatusCode.NoContent,
            await gateway.StatusAsync(
                HttpMethod.Post,
                "/api/auth/logout",
                json: "{}",
                headers: [("Cookie", cookie), ("X-Gatehouse-Page", key), origin]
            )
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await gateway.StatusAsync(HttpMethod.Get, Route, headers: [("Cookie", cookie), ("X-Gatehouse-Page", key)])
        );

        gateway.Clock.Advance(SessionBook.Lifetime);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await gateway.StatusAsync(HttpMethod.Get, Route, headers: [("Cookie", older), ("X-Gatehouse-Page", olderKey)])
        );
    }

    [Fact]
    public async Task A_login_code_works_once_and_not_after_ten_minutes()
    {
        var (used, _) = gateway.Codes.Create();
        var (late, _) = gateway.Codes.Create();

        Assert.Equal(HttpStatusCode.OK, await LoginAsync(used));
        Assert.Equal(HttpStatusCode.Unauthorized, await LoginAsync(used));
        gateway.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.Unauthorized, await LoginAsync(late));
    }

    [Fact]
    public async Task Wrong_credentials_are_slowed_down_and_good_ones_never()
    {
        for (var attempt = 0; attempt < GatewayLimits.Failures; attempt++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, Route, "wrong-wrong-wrong-wrong"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await gateway.StatusAsync(HttpMethod.Get, Route, "wrong-wrong-wrong-wrong"));
        Assert.Equal(HttpStatusCode.OK, await gateway.StatusAsync(HttpMethod.Get, Route, GatewayUnderTest.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await gateway.StatusAsync(HttpMethod.Get, Route));
    }

    private Task<HttpStatusCode> LoginAsync(string code) =>
        gateway.StatusAsync(HttpMethod.Post, "/api/auth/login", json: $$"""{"code":"{{code}}"}""");
}
