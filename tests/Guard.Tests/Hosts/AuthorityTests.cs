using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class AuthorityTests
{
    [Theory]
    [InlineData("example.com:443", "example.com:443")]
    [InlineData("EXAMPLE.com.:0443", "example.com:443")]
    [InlineData("0x7f.1:80", "127.0.0.1:80")]
    [InlineData("[::0001]:443", "[::1]:443")]
    [InlineData("bücher.example:1", "xn--bcher-kva.example:1")]
    public void Reads_host_and_port_as_those_of_a_url(string text, string expected)
    {
        Assert.True(Authority.TryParse(text, out var authority, out var why), $"{why}");
        Assert.Equal(expected, authority.ToString());
    }

    [Theory]
    [InlineData(null, TargetRejection.EmptyHost)]
    [InlineData("", TargetRejection.EmptyHost)]
    [InlineData(":443", TargetRejection.EmptyHost)]
    [InlineData("example.com", TargetRejection.BadPort)] // a port is never guessed
    [InlineData("example.com:", TargetRejection.BadPort)]
    [InlineData("example.com:0", TargetRejection.BadPort)]
    [InlineData("example.com:65536", TargetRejection.BadPort)]
    [InlineData("example.com:443/", TargetRejection.BadPort)]
    [InlineData("example.com:443:443", TargetRejection.BadPort)]
    [InlineData("[::1]443", TargetRejection.BadAddress)]
    [InlineData("::1:443", TargetRejection.EmptyHost)]
    [InlineData("user@example.com:443", TargetRejection.UserInfo)]
    [InlineData("https://example.com:443", TargetRejection.BadPort)]
    [InlineData("exam\tple.com:443", TargetRejection.ControlCharacter)]
    [InlineData("example.com\\:443", TargetRejection.Backslash)]
    [InlineData("exa mple.com:443", TargetRejection.ForbiddenHostCharacter)]
    [InlineData(" example.com:443", TargetRejection.ForbiddenHostCharacter)] // nothing is trimmed: it is no URL
    public void Refuses_what_is_not_a_host_and_a_port(string? text, TargetRejection expected)
    {
        Assert.False(Authority.TryParse(text, out var authority, out var why));
        Assert.Null(authority);
        Assert.Equal(expected, why);
    }

    [Fact]
    public void Is_held_to_the_length_of_a_url()
    {
        Assert.False(Authority.TryParse(new string('a', RequestTarget.MaxLength + 1), out _, out var why));
        Assert.Equal(TargetRejection.TooLong, why);
    }
}
