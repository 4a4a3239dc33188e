using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("example.com")]
    [InlineData("a")]
    [InlineData("1a.example")]
    [InlineData("9to5.example.3com")] // a last label with letters is no number
    [InlineData("0x.example")] // hex elsewhere than in the last label is a name
    [InlineData("_dmarc.example.com")]
    [InlineData("xn--bcher-kva.example")] // IDNA form passes as it is
    [InlineData("0xyz")]
    [InlineData("127.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[::1]")]
    [InlineData("[2001:db8::8:800:200c:417a]")]
    [InlineData("[::ffff:127.0.0.1]")] // parsed, so that the address classifier can refuse it
    public void Accepts_the_canonical_spelling(string text)
    {
        Assert.True(HostName.TryParse(text, out var host, out var why));
        Assert.Equal(TargetRejection.None, why);
        Assert.Equal(text, host.Value);
    }

    [Theory]
    [Trait("Row", "A-011")]
    [Trait("Row", "I-174")]
    [InlineData(null, TargetRejection.EmptyHost)]
    [InlineData("", TargetRejection.EmptyHost)]
    [InlineData("LOCALHOST", TargetRejection.NonCanonicalHost)]
    [InlineData("Example.com", TargetRejection.NonCanonicalHost)]
    [InlineData("localhost.", TargetRejection.NonCanonicalHost)] // the root dot: same host, other string
    [InlineData("example.com..", TargetRejection.NonCanonicalHost)]
    [InlineData(".example.com", TargetRejection.NonCanonicalHost)]
    [InlineData("a..b", TargetRejection.NonCanonicalHost)]
    [InlineData(".", TargetRejection.NonCanonicalHost)]
    [InlineData("-a.example", TargetRejection.NonCanonicalHost)]
    [InlineData("a-.example", TargetRejection.NonCanonicalHost)]
    [InlineData("ex%61mple.com", TargetRejection.NonCanonicalHost)]
    [InlineData("exa mple.com", TargetRejection.NonCanonicalHost)]
    [InlineData("example.com,evil.example", TargetRejection.NonCanonicalHost)]
    [InlineData("bücher.example", TargetRejection.NonAscii)]
    [InlineData("loca\u017fhost", TargetRejection.NonAscii)] // long s folds to s
    [InlineData("local\u200bhost", TargetRejection.NonAscii)] // zero width
    [InlineData("example\u3002com", TargetRejection.NonAscii)] // ideographic dot maps to a dot in IDNA
    [InlineData("\uff11\uff12\uff17.0.0.1", TargetRejection.NonAscii)] // full-width digits
    [InlineData("[::1%eth0]", TargetRejection.ZoneId)]
    [InlineData("[fe80::1%25eth0]", TargetRejection.ZoneId)]
    public void Refuses_any_other_spelling(string? text, TargetRejection expected)
    {
        Assert.False(HostName.TryParse(text, out var host, out var why));
        Assert.Null(host);
        Assert.Equal(expected, why);
    }

    [Theory]
    [Trait("Row", "A-014")]
    [Trait("Row", "I-175")]
    [Trait("Row", "I-177")]
    [InlineData("127.1")]
    [InlineData("127.0.1")]
    [InlineData("2130706433")] // 127.0.0.1 as one number
    [InlineData("2852039166")] // 169.254.169.254 as one number
    [InlineData("0x7f.1")]
    [InlineData("0x7f000001")]
    [InlineData("0xa9fea9fe")]
    [InlineData("0x")] // WHATWG reads an empty hex number as 0
    [InlineData("1.0x")]
    [InlineData("0177.0.0.1")] // octal
    [InlineData("127.0.0.01")]
    [InlineData("00.0.0.0")]
    [InlineData("127.0.0.256")]
    [InlineData("1.2.3.4.5")]
    [InlineData("example.1")]
    [InlineData("0")]
    [InlineData("[0:0:0:0:0:0:0:1]")]
    [InlineData("[::0001]")]
    [InlineData("[::FFFF:127.0.0.1]")]
    [InlineData("[::ffff:7f00:1]")] // the classifier knows it, but it is not how it prints
    [InlineData("[::ffff:127.1]")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[::1")]
    [InlineData("[]")]
    [InlineData("[::1]x")]
    [InlineData("[[::1]]")]
    [InlineData("[v1.x]")] // RFC 3986 IPvFuture
    public void Refuses_an_address_in_an_odd_spelling(string text)
    {
        Assert.False(HostName.TryParse(text, out _, out var why));
        Assert.Equal(TargetRejection.NonCanonicalAddress, why);
    }

    [Fact]
    public void Holds_labels_to_63_and_names_to_253_characters()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3).Append(new string('b', 61)));

        Assert.True(HostName.TryParse(longest, out _, out _));
        Assert.False(HostName.TryParse(longest + "b", out _, out var tooLong));
        Assert.False(HostName.TryParse(new string('a', 64) + ".example", out _, out var longLabel));
        Assert.Equal((253, TargetRejection.TooLong, TargetRejection.NonCanonicalHost), (longest.Length, tooLong, longLabel));
    }

    [Fact]
    public void Tells_names_from_literals()
    {
        var (name, v4, v6) = (Some.Host("example.com"), Some.Host("10.0.0.1"), Some.Host("[::1]"));

        Assert.Null(name.Literal);
        Assert.Equal("10.0.0.1", v4.Literal?.ToString());
        Assert.Equal("::1", v6.Literal?.ToString());
        Assert.Equal((false, false, true), (name.IsIPv6Literal, v4.IsIPv6Literal, v6.IsIPv6Literal));
    }
}
