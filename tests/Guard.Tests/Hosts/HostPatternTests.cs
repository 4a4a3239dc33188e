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
    [InlineData("*.Example.com", HostPatternRejection.InvalidHost)]
    [InlineData("example.com.", HostPatternRejection.InvalidHost)]
    [InlineData("https://example.com", HostPatternRejection.InvalidHost)]
    [InlineData("example.com:443", HostPatternRejection.InvalidHost)]
    [InlineData("*.0.0.1", HostPatternRejection.InvalidHost)]
    [InlineData("*.10.0.0.1", HostPatternRejection.WildcardOverAddress)]
    [InlineData("*.[::1]", HostPatternRejection.WildcardOverAddress)]
    public void Refuses_what_means_too_much_or_nothing(string? text, HostPatternRejection expected)
    {
        Assert.False(HostPattern.TryParse(text, out var pattern, out var why));
        Assert.Null(pattern);
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("*.example.com")]
    public void Prints_as_it_was_written(string text) => Assert.Equal(text, Some.Pattern(text).ToString());

    [Fact]
    public void A_wildcard_never_accepts_outside_its_suffix()
    {
        var hosts = Gen.Elements("a", "evil", "example", "com", "org", "evilexample", "x-y", "1")
            .NonEmptyListOf()
            .Select(labels => string.Join('.', labels))
            .Where(text => HostName.TryParse(text, out _, out _))
            .Select(Some.Host)
            .ToArbitrary();
        var pattern = Some.Pattern("*.example.com");

        Prop.ForAll(hosts, host => pattern.Matches(host) == host.Value.EndsWith(".example.com", StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
    }
}
