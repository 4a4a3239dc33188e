using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Hosts;
using HostName = Gatehouse.Security.Hosts.HostName;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class HostPatternTests
{
    [Theory]
    [Trait("Row", "I-130")]
    [InlineData("example.com", "example.com", true)]
    [InlineData("example.com", "www.example.com", false)]
    [InlineData("example.com", "com", false)]
    [InlineData("example.com", "evilexample.com", false)]
    [InlineData("example.com", "example.com.evil.example", false)]
    [InlineData("10.0.0.1", "10.0.0.1", true)]
    [InlineData("[::1]", "[::1]", true)]
    [InlineData("localhost", "localhost", true)]
    [InlineData("EXAMPLE.com.", "example.com", true)] // in whatever spelling either is written
    [InlineData("example.com", "Ex%61mple.COM.", true)]
    [InlineData("bücher.example", "xn--bcher-kva.example", true)]
    [InlineData("127.0.0.1", "0x7f.1", true)]
    [InlineData("[::1]", "[0:0::1]", true)]
    [InlineData("faß.example", "fass.example", false)]
    public void A_plain_entry_means_that_host_only(string pattern, string host, bool expected) =>
        Assert.Equal(expected, Some.Pattern(pattern).Matches(Some.Host(host)));

    [Theory]
    [Trait("Row", "I-131")]
    [InlineData("a.example.com", true)]
    [InlineData("a.b.example.com", true)]
    [InlineData("example.com", false)] // the apex is another owner's decision
    [InlineData("evilexample.com", false)]
    [InlineData("a.example.com.evil.example", false)]
    [InlineData("a.example.org", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("[::1]", false)]
    public void A_wildcard_means_any_depth_below_and_not_the_apex(string host, bool expected) =>
        Assert.Equal(expected, Some.Pattern("*.example.com").Matches(Some.Host(host)));

    [Theory]
    [InlineData(null, HostPatternRejection.Empty)]
    [InlineData("", HostPatternRejection.Empty)]
    [InlineData("*", HostPatternRejection.TooBroad)]
    [InlineData("*.com", HostPatternRejection.TooBroad)]
    [InlineData("*.localhost", HostPatternRejection.TooBroad)]
    [InlineData("*.*.com", HostPatternRejection.MisplacedWildcard)]
    [InlineData("a.*.com", HostPatternRejection.MisplacedWildcard)]
    [InlineData("a*.example.com", HostPatternRejection.MisplacedWildcard)]
    [InlineData("*example.com", HostPatternRejection.MisplacedWildcard)]
    [InlineData("**.example.com", HostPatternRejection.MisplacedWildcard)]
    [InlineData("example.com.*", HostPatternRejection.MisplacedWildcard)]
    [InlineData("*.", HostPatternRejection.InvalidHost)]
    [InlineData("*.com.", HostPatternRejection.TooBroad)] // the root's dot hides nothing
    [InlineData("*.\uff43\uff4f\uff4d", HostPatternRejection.TooBroad)]
    [InlineData("*.%2a.com", HostPatternRejection.InvalidHost)]
    [InlineData("*\u3002example.com", HostPatternRejection.MisplacedWildcard)]
    [InlineData("*.exa mple.com", HostPatternRejection.InvalidHost)]
    [InlineData("https://example.com", HostPatternRejection.InvalidHost)]
    [InlineData("example.com:443", HostPatternRejection.InvalidHost)]
    [InlineData("*.0.0.1", HostPatternRejection.WildcardOverAddress)]
    [InlineData("*.10.0.0.1", HostPatternRejection.WildcardOverAddress)]
    [InlineData("*.0x7f.1", HostPatternRejection.WildcardOverAddress)]
    [InlineData("*.[::1]", HostPatternRejection.WildcardOverAddress)]
    public void Refuses_what_means_too_much_or_nothing(string? text, HostPatternRejection expected)
    {
        Assert.False(HostPattern.TryParse(text, out var pattern, out var why));
        Assert.Null(pattern);
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("*.example.com", "*.example.com")]
    [InlineData("*.BÜCHER.example.", "*.xn--bcher-kva.example")]
    public void Prints_the_host_that_it_means(string text, string expected) => Assert.Equal(expected, Some.Pattern(text).ToString());

    [Fact]
    [Trait("Row", "I-131")]
    [Trait("Row", "I-159")]
    public void A_pattern_never_accepts_outside_its_suffix()
    {
        var names = Gen.Elements(
                "a",
                "evil",
                "example",
                "Example",
                "com",
                "org",
                "evilexample",
                "x-y",
                "1",
                "b\u00fccher",
                "xn--bcher-kva",
                ""
            )
            .NonEmptyListOf()
            .SelectMany(labels => Gen.Elements(".", "\u3002", "%2e").Select(dot => string.Join(dot, labels)))
            .Where(text => HostName.TryParse(text, out _, out _));
        var pairs =
            from wild in Gen.Elements("", "*.")
            from pattern in names.Select(name => wild + name).Where(text => HostPattern.TryParse(text, out _, out _))
            from host in Gen.OneOf(names, names.Select(below => $"{below}.{pattern[wild.Length..]}")).Where(Parses)
            select (Some.Pattern(pattern), Some.Host(host));

        Prop.ForAll(
                pairs.ToArbitrary(),
                pair =>
                {
                    var (pattern, host) = pair;
                    var suffix = pattern.Host.Value;
                    return pattern.Matches(host)
                        == (
                            pattern.CoversSubdomains
                                ? host.Literal is null && host.Value.EndsWith("." + suffix, StringComparison.Ordinal)
                                : host.Value == suffix
                        );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static bool Parses(string host) => HostName.TryParse(host, out _, out _);
}
