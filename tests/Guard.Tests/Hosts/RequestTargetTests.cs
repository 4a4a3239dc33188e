using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("https://example.com", "https://example.com/")]
    [InlineData("https://example.com:443/a", "https://example.com/a")]
    [InlineData("http://example.com:443/a", "http://example.com:443/a")]
    [InlineData("http://example.com:80", "http://example.com/")]
    [InlineData("https://example.com/a#frag", "https://example.com/a")]
    [InlineData("https://example.com#frag?x", "https://example.com/")]
    [InlineData("https://example.com?q=1", "https://example.com/?q=1")]
    [InlineData("https://example.com/a?q=a/b?c@d:e", "https://example.com/a?q=a/b?c@d:e")]
    [InlineData("https://example.com/a?", "https://example.com/a?")]
    [InlineData("https://example.com/a%20b/@c:d;e=f", "https://example.com/a%20b/@c:d;e=f")]
    [InlineData("https://[::1]:8443/x", "https://[::1]:8443/x")]
    [InlineData("https://example.com/...", "https://example.com/...")] // three dots are a name
    [InlineData("https://example.com/.well-known/x", "https://example.com/.well-known/x")]
    [InlineData("https://example.com/a%2Eb", "https://example.com/a%2Eb")] // an encoded dot inside a name climbs nowhere
    [InlineData("https://example.com/caf%C3%A9", "https://example.com/caf%C3%A9")]
    [InlineData("https://example.com/?n=%0A%2F..", "https://example.com/?n=%0A%2F..")] // a query is data
    public void Prints_the_canonical_form(string text, string url)
    {
        var target = Some.Target(text);

        Assert.Equal(url, target.Url);
        Assert.Equal(target, Some.Target(target.Url));
    }

    [Fact]
    public void Takes_a_url_apart()
    {
        var target = Some.Target("http://example.com:8080/v1/items?id=7#top");

        Assert.Equal(WebScheme.Http, target.Scheme);
        Assert.Equal("example.com", target.Host.Value);
        Assert.Equal(8080, target.Port);
        Assert.Equal("/v1/items", target.Path);
        Assert.Equal("id=7", target.Query);
        Assert.Equal("/v1/items?id=7", target.PathAndQuery);
        Assert.Equal("http://example.com:8080", target.Origin);
        Assert.False(target.IsDefaultPort);
    }

    [Theory]
    [Trait("Row", "I-132")]
    [Trait("Row", "A-010")]
    [InlineData("ftp://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("file:///etc/passwd", TargetRejection.SchemeNotAllowed)]
    [InlineData("gopher://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("javascript:alert(1)", TargetRejection.SchemeNotAllowed)]
    [InlineData("data:text/html,x", TargetRejection.SchemeNotAllowed)]
    [InlineData("ws://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("HTTPS://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("httpx://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("example.com:443", TargetRejection.SchemeNotAllowed)]
    [InlineData("example.com/a", TargetRejection.NotAUrl)]
    [InlineData("//example.com/a", TargetRejection.NotAUrl)]
    [InlineData("/a?u=https://example.com", TargetRejection.NotAUrl)]
    [InlineData("https:example.com", TargetRejection.NotAUrl)] // browsers repair these two
    [InlineData("https:/example.com", TargetRejection.NotAUrl)]
    [InlineData("://example.com", TargetRejection.NotAUrl)]
    [InlineData("", TargetRejection.NotAUrl)]
    [InlineData(null, TargetRejection.NotAUrl)]
    public void Refuses_what_is_not_http_or_https(string? text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [Trait("Row", "I-163")]
    [InlineData("https://good.example@evil.example/", TargetRejection.UserInfo)]
    [InlineData("https://user:pass@example.com/", TargetRejection.UserInfo)]
    [InlineData("https://@example.com/", TargetRejection.UserInfo)]
    [InlineData("https://allowed.example:443@evil.example/", TargetRejection.UserInfo)]
    [InlineData("https://allowed.example%40evil.example/", TargetRejection.NonCanonicalHost)]
    [InlineData("https://allowed.example\\@evil.example", TargetRejection.Backslash)]
    [InlineData("https://allowed.example%2f@evil.example", TargetRejection.UserInfo)]
    public void Refuses_one_host_dressed_up_as_another(string text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [Trait("Row", "I-164")]
    [InlineData("https://example.com/a/../b", TargetRejection.DotSegment)]
    [InlineData("https://example.com/..", TargetRejection.DotSegment)]
    [InlineData("https://example.com/./a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/a/.", TargetRejection.DotSegment)]
    [InlineData("https://example.com/%2e%2e/a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/.%2E/a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/%2E", TargetRejection.DotSegment)]
    [InlineData("https://example.com/%252e%252e/a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/%25252e./a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/%%32e", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/..;x=1/a", TargetRejection.DotSegment)] // Tomcat cuts path parameters first
    [InlineData("https://example.com/..%3bx/a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/a%2fb", TargetRejection.EncodedSeparator)]
    [InlineData("https://example.com/a%5Cb", TargetRejection.EncodedSeparator)]
    [InlineData("https://example.com/a%252Fb", TargetRejection.EncodedSeparator)]
    [InlineData("https://example.com/a%c0%afb", TargetRejection.BadPercentEncoding)] // overlong slash
    [InlineData("https://example.com/%e0%80%af", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/a\\b", TargetRejection.Backslash)]
    [InlineData("https://example.com/?a\\b", TargetRejection.Backslash)]
    [InlineData("https://example.com/#a\\b", TargetRejection.Backslash)]
    public void Refuses_hidden_steps_and_separators(string text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [Trait("Row", "I-165")]
    [InlineData("https://example.com/%", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%2", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%zz", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%+1", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/a%2?b=1", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/?a=%", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/?a=%4g", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%00", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/a%0d%0ab", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/%1f", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/%7F", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/%2500", TargetRejection.EncodedControl)]
    public void Refuses_broken_or_hiding_percent_codes(string text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [InlineData(" https://example.com/", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/ ", TargetRejection.ControlCharacter)]
    [InlineData("https://exa\tmple.com/", TargetRejection.ControlCharacter)] // WHATWG would remove it
    [InlineData("https://example.com/a\r\nHost: evil", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/\0", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/\u007f", TargetRejection.ControlCharacter)]
    [InlineData("ht\ntps://example.com/", TargetRejection.ControlCharacter)]
    [InlineData("https://\uff11\uff12\uff17.0.0.1/", TargetRejection.NonAscii)]
    [InlineData("https://example.com/\u2025/", TargetRejection.NonAscii)] // two dot leader
    [InlineData("https://example.com/\u202e", TargetRejection.NonAscii)] // right-to-left override
    [InlineData("https://example.com/#\u00e9", TargetRejection.NonAscii)]
    [InlineData("https://example.com/{a}", TargetRejection.IllegalCharacter)]
    [InlineData("https://example.com/\"", TargetRejection.IllegalCharacter)]
    [InlineData("https://example.com/?a|b", TargetRejection.IllegalCharacter)]
    [InlineData("https://example.com/?a^b", TargetRejection.IllegalCharacter)]
    [InlineData("https://example.com/?<a>", TargetRejection.IllegalCharacter)]
    [InlineData("https://example.com/?`", TargetRejection.IllegalCharacter)]
    [InlineData("https://example.com/?a[0]=1", TargetRejection.IllegalCharacter)]
    public void Refuses_characters_that_others_would_change(string text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [InlineData("https://example.com:/", TargetRejection.BadPort)]
    [InlineData("https://example.com:0/", TargetRejection.BadPort)]
    [InlineData("https://example.com:080/", TargetRejection.BadPort)]
    [InlineData("https://example.com:65536/", TargetRejection.BadPort)]
    [InlineData("https://example.com:99999999999/", TargetRejection.BadPort)]
    [InlineData("https://example.com:+80/", TargetRejection.BadPort)]
    [InlineData("https://example.com:80:80/", TargetRejection.BadPort)]
    [InlineData("https://example.com:a/", TargetRejection.BadPort)]
    [InlineData("https://[::1]:/", TargetRejection.BadPort)]
    [InlineData("https://[::1]80/", TargetRejection.NonCanonicalAddress)]
    [InlineData("https://::1/", TargetRejection.EmptyHost)]
    [InlineData("https://:443/", TargetRejection.EmptyHost)]
    [InlineData("https:///a", TargetRejection.EmptyHost)]
    [InlineData("https://", TargetRejection.EmptyHost)]
    [InlineData("https://?a", TargetRejection.EmptyHost)]
    [InlineData("https://LOCALHOST/", TargetRejection.NonCanonicalHost)]
    [InlineData("https://localhost./", TargetRejection.NonCanonicalHost)]
    [InlineData("https://0x7f.1/", TargetRejection.NonCanonicalAddress)]
    public void Refuses_bad_hosts_and_ports(string text, TargetRejection expected) => Refuses(text, expected);

    [Fact]
    public void Accepts_the_first_and_last_port()
    {
        Assert.Equal(1, Some.Target("http://example.com:1/").Port);
        Assert.Equal(65535, Some.Target("http://example.com:65535/").Port);
    }

    [Fact]
    public void Holds_a_url_to_8192_characters()
    {
        var longest = "https://example.com/".PadRight(RequestTarget.MaxLength, 'a');

        Assert.Equal(longest, Some.Target(longest).Url);
        Refuses(longest + "a", TargetRejection.TooLong);
    }

    [Fact]
    public void Describes_every_rejection_in_its_own_sentence()
    {
        var sentences = Enum.GetValues<TargetRejection>().Select(TargetRejectionText.Describe).ToList();

        Assert.True(sentences.Count > 10);
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence));
        Assert.DoesNotContain("The address was refused.", sentences);
    }

    private static void Refuses(string? text, TargetRejection expected)
    {
        Assert.False(RequestTarget.TryParse(text, out var target, out var why));
        Assert.Null(target);
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData(RequestTarget.MaxLength, false)]
    [InlineData(RequestTarget.MaxLength - 1, true)]
    public void A_url_whose_canonical_form_is_too_long_is_too_long(int length, bool accepted)
    {
        // Without a path the canonical form gains a slash.
        var url = "https://example.com?".PadRight(length, 'a');
        Assert.Equal(accepted, RequestTarget.TryParse(url, out var target, out _));
        Assert.True(target is null || RequestTarget.TryParse(target.Url, out _, out _));
    }
}
