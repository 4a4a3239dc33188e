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
    [InlineData("https://example.com/#%zzé", "https://example.com/")] // never sent, so never wrong
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
    public void Prints_the_canonical_form(string text, string url) => Becomes(text, url);

    [Theory]
    [InlineData("HTTPS://EXAMPLE.com/A", "https://example.com/A")] // scheme and host have no case, a path has
    [InlineData("https://example.com.:443/", "https://example.com/")] // the root's dot
    [InlineData("https://example.com:/", "https://example.com/")] // empty port
    [InlineData("https://example.com:0443/", "https://example.com/")]
    [InlineData("https://example.com:00000008080/", "https://example.com:8080/")]
    [InlineData("https:example.com", "https://example.com/")] // however many slashes
    [InlineData("https:/example.com/a", "https://example.com/a")]
    [InlineData("https:///example.com/a", "https://example.com/a")]
    [InlineData("https:////example.com//a", "https://example.com//a")]
    [InlineData("  https://example.com/  ", "https://example.com/")]
    [InlineData("https://b%C3%BCcher.example/", "https://xn--bcher-kva.example/")]
    [InlineData("https://0x7f.1:8080/", "https://127.0.0.1:8080/")]
    [InlineData("https://[::FFFF:127.0.0.1]/", "https://[::ffff:7f00:1]/")]
    public void Reads_scheme_host_and_port_in_any_spelling(string text, string url) => Becomes(text, url);

    [Theory]
    [InlineData("https://example.com/a b?c d", "https://example.com/a%20b?c%20d")]
    [InlineData("https://example.com/é?é", "https://example.com/%C3%A9?%C3%A9")]
    [InlineData("https://example.com/😀", "https://example.com/%F0%9F%98%80")]
    [InlineData("https://example.com/\u202e\u2025", "https://example.com/%E2%80%AE%E2%80%A5")]
    [InlineData("https://example.com/{\"<a>\"}`", "https://example.com/%7B%22%3Ca%3E%22%7D%60")]
    [InlineData("https://example.com/?<\"'>", "https://example.com/?%3C%22%27%3E")]
    [InlineData("https://example.com/a|b[c]'d~", "https://example.com/a|b[c]'d~")] // a browser sends these as they are
    [InlineData("https://example.com/?a[0]={`|^}\u007e", "https://example.com/?a[0]={`|^}~")]
    public void Encodes_what_a_browser_encodes_and_nothing_else(string text, string url) => Becomes(text, url);

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
        Assert.Null(Some.Target("https://example.com/a").Query);
        Assert.Equal("", Some.Target("https://example.com/a?").Query);
    }

    [Fact]
    public void Is_what_its_url_is()
    {
        Assert.Equal(Some.Target("https://example.com"), Some.Target("HTTPS:EXAMPLE.COM.:443/#x"));
        Assert.Equal(Some.Target("https://example.com").GetHashCode(), Some.Target("HTTPS:EXAMPLE.COM").GetHashCode());
        Assert.NotEqual(Some.Target("https://example.com"), Some.Target("http://example.com"));
        Assert.NotEqual(Some.Target("https://example.com/a"), Some.Target("https://example.com/%61"));
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
    [InlineData("FTP://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("httpx://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("view-source:https://example.com/", TargetRejection.SchemeNotAllowed)]
    [InlineData("example.com:443", TargetRejection.SchemeNotAllowed)] // to the standard, "example.com" is a scheme
    [InlineData("example.com/a", TargetRejection.NotAUrl)]
    [InlineData("//example.com/a", TargetRejection.NotAUrl)]
    [InlineData("/a?u=https://example.com", TargetRejection.NotAUrl)]
    [InlineData("://example.com", TargetRejection.NotAUrl)]
    [InlineData("1http://example.com", TargetRejection.NotAUrl)]
    [InlineData("\u00a0https://example.com", TargetRejection.NotAUrl)] // only plain spaces are trimmed
    [InlineData("h\u0442tp://example.com", TargetRejection.NotAUrl)] // a Cyrillic letter
    [InlineData("   ", TargetRejection.NotAUrl)]
    [InlineData("", TargetRejection.NotAUrl)]
    [InlineData(null, TargetRejection.NotAUrl)]
    public void Refuses_what_is_not_http_or_https(string? text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [Trait("Row", "I-163")]
    [InlineData("https://good.example@evil.example/", TargetRejection.UserInfo)]
    [InlineData("https://user:pass@example.com/", TargetRejection.UserInfo)]
    [InlineData("https://@example.com/", TargetRejection.UserInfo)]
    [InlineData("https:@example.com/", TargetRejection.UserInfo)]
    [InlineData("https://allowed.example:443@evil.example/", TargetRejection.UserInfo)]
    [InlineData("https://allowed.example%40evil.example/", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("https://allowed.example\\@evil.example", TargetRejection.Backslash)]
    [InlineData("https://allowed.example%2f@evil.example", TargetRejection.UserInfo)]
    [InlineData("https://allowed.example\uff20evil.example", TargetRejection.InternationalName)] // full-width @
    [InlineData("https://allowed.example\uff0fevil.example", TargetRejection.InternationalName)] // full-width slash
    [InlineData("https://allowed.example%23.evil.example", TargetRejection.ForbiddenHostCharacter)]
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
    [InlineData("https://example.com/..;x=1/a", TargetRejection.DotSegment)] // Tomcat cuts path parameters first
    [InlineData("https://example.com/..%3bx/a", TargetRejection.DotSegment)]
    [InlineData("https://example.com/a%2fb", TargetRejection.EncodedSeparator)]
    [InlineData("https://example.com/a%5Cb", TargetRejection.EncodedSeparator)]
    [InlineData("https://example.com/a%252Fb", TargetRejection.EncodedSeparator)]
    [InlineData("https://example.com/a%c0%afb", TargetRejection.OverlongEncoding)] // overlong slash
    [InlineData("https://example.com/%C1%9C", TargetRejection.OverlongEncoding)] // overlong backslash
    [InlineData("https://example.com/%e0%80%af", TargetRejection.OverlongEncoding)]
    [InlineData("https://example.com/%f0%80%80%af", TargetRejection.OverlongEncoding)]
    [InlineData("https://example.com/%25c0%25ae", TargetRejection.OverlongEncoding)] // overlong dot, encoded twice
    [InlineData("https://example.com/a\\b", TargetRejection.Backslash)]
    [InlineData("https:\\\\example.com/", TargetRejection.Backslash)]
    [InlineData("https://example.com/?a\\b", TargetRejection.Backslash)]
    [InlineData("https://example.com/#a\\b", TargetRejection.Backslash)]
    public void Refuses_hidden_steps_and_separators(string text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [Trait("Row", "I-165")]
    [InlineData("https://example.com/%", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%2", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%zz", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%+1", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%%32e", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/a%2?b=1", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/?a=%", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/?a=%4g", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%é1", TargetRejection.BadPercentEncoding)]
    [InlineData("https://exam%ple.com/", TargetRejection.BadPercentEncoding)]
    [InlineData("https://example.com/%00", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/a%0d%0ab", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/%1f", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/%7F", TargetRejection.EncodedControl)]
    [InlineData("https://example.com/%2500", TargetRejection.EncodedControl)]
    public void Refuses_broken_or_hiding_percent_codes(string text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [InlineData("\thttps://example.com/", TargetRejection.ControlCharacter)] // a browser would strip it
    [InlineData("https://example.com/\n", TargetRejection.ControlCharacter)]
    [InlineData("https://exa\tmple.com/", TargetRejection.ControlCharacter)] // and these out of the middle
    [InlineData("ht\ntps://example.com/", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/a\r\nHost: evil", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/#\r", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/\0", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/\u007f", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/\u0085", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/é\u0085", TargetRejection.ControlCharacter)]
    [InlineData("https://example.com/a^b", TargetRejection.UnsettledCharacter)]
    public void Refuses_characters_that_others_would_change(string text, TargetRejection expected) => Refuses(text, expected);

    // Not as data of a theory: an attribute cannot hold one.
    [Fact]
    public void Refuses_half_of_a_surrogate_pair_wherever_it_stands()
    {
        foreach (var half in (string[])["\ud800", "\udc00", "\udc00\ud800", "\ud800a"])
        {
            Refuses("https://example.com/" + half, TargetRejection.LoneSurrogate);
            Refuses("https://example.com/?" + half, TargetRejection.LoneSurrogate);
            Refuses("https://example.com/#" + half, TargetRejection.LoneSurrogate);
            Refuses("https://" + half + ".example", TargetRejection.LoneSurrogate);
            Refuses("https://\ud83d\ude00" + half + ".example", TargetRejection.LoneSurrogate);
        }
    }

    [Theory]
    [InlineData("https://example.com:0/", TargetRejection.BadPort)]
    [InlineData("https://example.com:000/", TargetRejection.BadPort)]
    [InlineData("https://example.com:65536/", TargetRejection.BadPort)]
    [InlineData("https://example.com:99999999999/", TargetRejection.BadPort)]
    [InlineData("https://example.com:+80/", TargetRejection.BadPort)]
    [InlineData("https://example.com:-1/", TargetRejection.BadPort)]
    [InlineData("https://example.com:80:80/", TargetRejection.BadPort)]
    [InlineData("https://example.com:a/", TargetRejection.BadPort)]
    [InlineData("https://example.com: 80/", TargetRejection.BadPort)]
    [InlineData("https://example.com:%380/", TargetRejection.BadPort)]
    [InlineData("https://example.com:\uff18\uff10/", TargetRejection.BadPort)] // full-width digits
    [InlineData("https://[::1]80/", TargetRejection.BadAddress)]
    [InlineData("https://::1/", TargetRejection.EmptyHost)]
    [InlineData("https://:443/", TargetRejection.EmptyHost)]
    [InlineData("https:///", TargetRejection.EmptyHost)]
    [InlineData("https://", TargetRejection.EmptyHost)]
    [InlineData("https:", TargetRejection.EmptyHost)]
    [InlineData("https://?a", TargetRejection.EmptyHost)]
    [InlineData("https://#a", TargetRejection.EmptyHost)]
    [InlineData("https://exa mple.com/", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("https://example.com /", TargetRejection.ForbiddenHostCharacter)]
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
        Refuses(longest + " ", TargetRejection.TooLong);
        Refuses(longest[..^1] + "é", TargetRejection.TooLong);
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

    [Fact]
    public void Describes_every_rejection_in_its_own_sentence()
    {
        var sentences = Enum.GetValues<TargetRejection>().Select(TargetRejectionText.Describe).ToList();

        Assert.True(sentences.Count > 10);
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.EndsWith(".", sentence));
        Assert.DoesNotContain("The address was refused.", sentences);
    }

    private static void Becomes(string text, string url)
    {
        var target = Some.Target(text);

        Assert.Equal(url, target.Url);
        Assert.Equal(url, target.Origin + target.PathAndQuery);
        Assert.Equal(target, Some.Target(target.Url));
    }

    private static void Refuses(string? text, TargetRejection expected)
    {
        Assert.False(RequestTarget.TryParse(text, out var target, out var why));
        Assert.Null(target);
        Assert.Equal(expected, why);
    }
}
