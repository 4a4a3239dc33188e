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
    [InlineData("/v1/", "/v1/x", true)]
    [InlineData("/v1/", "/v1", false)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/anything", true)]
    public void Matches_on_segment_borders(string prefix, string path, bool expected) =>
        Assert.Equal(expected, Some.Prefix(prefix).Matches(Some.Target("https://example.com" + path)));

    [Theory]
    [InlineData(null, TargetRejection.NotAUrl)]
    [InlineData("", TargetRejection.NotAUrl)]
    [InlineData("v1", TargetRejection.NotAUrl)]
    [InlineData("/v1/../x", TargetRejection.DotSegment)]
    [InlineData("/v1?x", TargetRejection.IllegalCharacter)]
    [InlineData("/v1#x", TargetRejection.IllegalCharacter)]
    [InlineData("/v1*", TargetRejection.None)] // a star is a plain character of a path
    [InlineData("/a b", TargetRejection.ControlCharacter)]
    [InlineData("/a\\b", TargetRejection.Backslash)]
    [InlineData("/a%2fb", TargetRejection.EncodedSeparator)]
    public void Is_held_to_the_rules_of_a_path(string? text, TargetRejection expected)
    {
        Assert.Equal(expected == TargetRejection.None, PathPrefix.TryParse(text, out _, out var why));
        Assert.Equal(expected, why);
    }
}
