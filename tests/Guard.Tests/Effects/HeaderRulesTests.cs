using Gatehouse.Guard.Tests.Hosts;
using Gatehouse.Security.Effects;

namespace Gatehouse.Guard.Tests.Effects;

public sealed class HeaderRulesTests
{
    public static TheoryData<string> Transport =>
        [
            "Host",
            "host",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Keep-Alive",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Proxy-Connection",
            "TE",
            "Trailer",
            "Upgrade",
            "Expect",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "Alt-Svc",
            "ACCEPT-ENCODING",
        ];

    [Theory]
    [MemberData(nameof(Transport))]
    public void A_header_of_the_transport_cannot_be_planned(string name) => Assert.NotNull(HeaderRules.Refuse(new HeaderField(name, "x")));

    [Fact]
    public void A_name_twice_cannot_be_planned() =>
        Assert.NotNull(HeaderRules.RefuseTogether([new("X-A", "1"), new("x-a", "2")], carriesBody: true));

    [Theory]
    [InlineData("Content-Type")]
    [InlineData("expires")]
    public void A_header_about_a_body_needs_a_method_with_one(string name)
    {
        Assert.NotNull(HeaderRules.RefuseTogether([new(name, "x")], carriesBody: false));
        Assert.Null(HeaderRules.RefuseTogether([new(name, "x")], carriesBody: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("X Y")]
    [InlineData("X:Y")]
    [InlineData("X\r\nHost")]
    [InlineData("X\0")]
    [InlineData("Ünï")]
    [InlineData("X(")]
    [InlineData("\"X\"")]
    [InlineData("X/Y")]
    [InlineData("\uFF28ost")]
    public void A_name_that_is_no_token_cannot_be_planned(string name) => Assert.NotNull(HeaderRules.Refuse(new HeaderField(name, "x")));

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    [InlineData("a\u007f")]
    [InlineData("é")]
    [InlineData("\u2028")]
    [InlineData("\u560a")]
    public void A_value_that_could_split_the_request_cannot_be_planned(string value) =>
        Assert.NotNull(HeaderRules.Refuse(new HeaderField("X-A", value)));

    [Theory]
    [InlineData("Accept", "text/html")]
    [InlineData("X-!#$%&'*+.^_`|~", "~ ~")]
    [InlineData("Authorization", "Basic abc=")]
    [InlineData("X-Empty", "")]
    public void Another_header_can_be_planned(string name, string value) => Assert.Null(HeaderRules.Refuse(new HeaderField(name, value)));

    [Fact]
    public void Sizes_have_a_limit_and_the_limit_is_still_allowed()
    {
        Assert.Null(HeaderRules.Refuse(new HeaderField(new string('x', 128), new string('v', HeaderRules.MaxValueLength))));
        Assert.NotNull(HeaderRules.Refuse(new HeaderField(new string('x', 129), "v")));
        Assert.NotNull(HeaderRules.Refuse(new HeaderField("X", new string('v', HeaderRules.MaxValueLength + 1))));
    }

    [Fact]
    public void A_request_has_at_most_64_headers()
    {
        Assert.NotNull(Create(WebMethod.Get, HttpRequest.MaxHeaders, 0));
        Assert.Null(Create(WebMethod.Get, HttpRequest.MaxHeaders + 1, 0));
    }

    [Fact]
    public void A_body_has_at_most_1_MB()
    {
        Assert.NotNull(Create(WebMethod.Post, 0, HttpRequest.MaxBodyBytes));
        Assert.Null(Create(WebMethod.Post, 0, HttpRequest.MaxBodyBytes + 1));
    }

    [Theory]
    [InlineData(WebMethod.Get)]
    [InlineData(WebMethod.Head)]
    public void A_reading_method_carries_no_body(WebMethod method) => Assert.Null(Create(method, 0, 1));

    [Fact]
    public void One_bad_header_refuses_the_request() =>
        Assert.Null(
            HttpRequest.TryCreate(
                WebMethod.Get,
                Some.Target("https://a.example/"),
                [new HeaderField("X", "1"), new HeaderField("Host", "b.example")],
                default,
                out var refusal
            )
                is null
                ? null
                : refusal ?? "accepted"
        );

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("get")]
    [InlineData("")]
    [InlineData(null)]
    public void Another_method_cannot_be_planned(string? method) => Assert.Null(WebMethods.Parse(method));

    private static HttpRequest? Create(WebMethod method, int headers, int body) =>
        HttpRequest.TryCreate(method, Some.Target("https://a.example/"), SomeEffect.Headers(headers), new byte[body], out _);
}
