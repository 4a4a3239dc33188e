using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class PathPrefixTests
{
    [Theory]
    [Trait("Row", "I-160")]
    [InlineData("/v1", "/v1", true)]
    [InlineData("/v1", "/v1/", true)]
    [InlineData("/v1", "/v1/x", true)]
    [InlineData("/v1", "/v1?x=1", true)]
    [InlineData("/v1", "/v1evil", false)]
    [InlineData("/v1", "/v1;x", false)]
    [InlineData("/v1", "/v", false)]
    [InlineData("/v1", "/V1", false)]
    [InlineData("/v1", "//v1", false)]
    [InlineData("/v1", "/%761", false)] // an odd spelling is not granted
    [InlineData("/v1", "/?/v1", false)]
    [InlineData("/café", "/caf%C3%A9/x", true)] // both are sent the same
    [InlineData("/a b", "/a%20b", true)]
    [InlineData("/v1/", "/v1/x", true)]
    [InlineData("/v1/", "/v1", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/anything", true)]
    public void Matches_on_segment_borders(string prefix, string path, bool expected) =>
        Assert.Equal(expected, Some.Prefix(prefix).Matches(Some.Target("https://example.com" + path)));

    [Theory]
    [InlineData(null, TargetRejection.NotAPath)]
    [InlineData("", TargetRejection.NotAPath)]
    [InlineData("v1", TargetRejection.NotAPath)]
    [InlineData("/v1?x", TargetRejection.NotAPath)]
    [InlineData("/v1#x", TargetRejection.NotAPath)]
    [InlineData("/v1/../x", TargetRejection.DotSegment)]
    [InlineData("/v1*", TargetRejection.None)] // a star is a plain character of a path
    [InlineData("/a\tb", TargetRejection.ControlCharacter)]
    [InlineData("/a\\b", TargetRejection.Backslash)]
    [InlineData("/a%2fb", TargetRejection.EncodedSeparator)]
    [InlineData("/a^b", TargetRejection.UnsettledCharacter)]
    public void Is_held_to_the_rules_of_a_path(string? text, TargetRejection expected)
    {
        Assert.Equal(expected == TargetRejection.None, PathPrefix.TryParse(text, out _, out var why));
        Assert.Equal(expected, why);
    }

    [Fact]
    public void Is_not_longer_than_a_url()
    {
        Assert.True(PathPrefix.TryParse("/".PadRight(RequestTarget.MaxLength, 'a'), out _, out _));
        Assert.False(PathPrefix.TryParse("/".PadRight(RequestTarget.MaxLength + 1, 'a'), out _, out var why));
        Assert.False(PathPrefix.TryParse("/".PadRight(RequestTarget.MaxLength, 'é'), out _, out var encoded));
        Assert.Equal((TargetRejection.TooLong, TargetRejection.TooLong), (why, encoded));
    }
}
