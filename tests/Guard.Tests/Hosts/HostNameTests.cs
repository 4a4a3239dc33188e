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
    [InlineData("1.2.3.0xg")] // no hex number
    [InlineData("_dmarc.example.com")]
    [InlineData("r3---sn.example.com")]
    [InlineData("xn--bcher-kva.example")] // what IDNA makes of a name is that name
    [InlineData("0xyz")]
    [InlineData("127.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[::1]")]
    [InlineData("[2001:db8::8:800:200c:417a]")]
    [InlineData("[::ffff:7f00:1]")] // parsed, so that the address classifier can refuse it
    public void Leaves_the_canonical_spelling_alone(string text) => Becomes(text, text);

    [Theory]
    [Trait("Row", "A-011")]
    [Trait("Row", "I-130")]
    [Trait("Row", "I-174")]
    [InlineData("LOCALHOST", "localhost")] // names have no case (RFC 4343)
    [InlineData("Example.COM", "example.com")]
    [InlineData("localhost.", "localhost")] // the root dot: same host, other string
    [InlineData("LocalHost%2e", "localhost")]
    [InlineData("ex%61mple.com", "example.com")] // one layer of percent codes is undone
    [InlineData("%6c%6F%63alhost", "localhost")]
    [InlineData("b%C3%BCcher.example", "xn--bcher-kva.example")]
    public void Reads_any_spelling_of_a_name(string text, string expected) => Becomes(text, expected);

    [Theory]
    [Trait("Row", "A-011")]
    [Trait("Row", "A-014")]
    [Trait("Row", "I-174")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("faß.example", "xn--fa-hia.example")] // non-transitional: not fass.example
    [InlineData("XN--BCHER-KVA.example", "xn--bcher-kva.example")]
    [InlineData("ｘｎ－－bcher-kva", "xn--bcher-kva")] // full-width spells the prefix, too
    [InlineData("例え.テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("한국.example", "xn--3e0b707e.example")]
    [InlineData("ไทย.example", "xn--o3cw4h.example")]
    [InlineData("क्षेत्र.example", "xn--11b4axb0a4f8ad.example")]
    [InlineData("מכון.example", "xn--9dblig.example")] // right to left, in one direction
    [InlineData("موقع.example", "xn--4gbrim.example")]
    [InlineData("א1-ב.example", "xn--1--uldg.example")]
    [InlineData("i❤.example", "xn--i-7iq.example")]
    [InlineData("😀.example", "xn--e28h.example")]
    [InlineData("a\u00adb\u200b.example", "ab.example")] // soft hyphen and zero-width space are ignored
    [InlineData("\u017fvn.example", "svn.example")] // long s folds to s
    [InlineData("\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3", "localhost")] // circled letters
    [InlineData("\uff4c\uff4f\uff43\uff41\uff4c\uff48\uff4f\uff53\uff54", "localhost")] // full-width letters
    [InlineData("example\u3002com", "example.com")] // ideographic full stop is a dot
    [InlineData("example\uff0ecom\uff61", "example.com")]
    [InlineData("\uff11\uff12\uff17\u3002\uff10\u30020\u30021", "127.0.0.1")] // and its digits are digits
    [InlineData("\u2460\u2461\u2466.0.0.1", "127.0.0.1")]
    public void Reads_international_names_as_IDNA_does(string text, string expected) => Becomes(text, expected);

    [Theory]
    [Trait("Row", "A-014")]
    [Trait("Row", "I-175")]
    [Trait("Row", "I-177")]
    [InlineData("127.1", "127.0.0.1")] // inet_aton's short forms
    [InlineData("127.0.1", "127.0.0.1")]
    [InlineData("2130706433", "127.0.0.1")] // one number
    [InlineData("2852039166", "169.254.169.254")]
    [InlineData("0x7f.1", "127.0.0.1")] // hex
    [InlineData("0X7F000001", "127.0.0.1")]
    [InlineData("0xa9fea9fe", "169.254.169.254")]
    [InlineData("169.254.43518", "169.254.169.254")]
    [InlineData("0", "0.0.0.0")]
    [InlineData("0x", "0.0.0.0")] // an empty hex number is 0
    [InlineData("1.0x", "1.0.0.0")]
    [InlineData("0177.0.0.1", "127.0.0.1")] // octal
    [InlineData("0251.0376.0251.0376", "169.254.169.254")]
    [InlineData("00000000177.0.0.1", "127.0.0.1")]
    [InlineData("017700000001", "127.0.0.1")]
    [InlineData("127.0.0.01", "127.0.0.1")]
    [InlineData("127.0.0.1.", "127.0.0.1")]
    [InlineData("%31%32%37%2e1", "127.0.0.1")]
    [InlineData("4294967295", "255.255.255.255")]
    public void Reads_an_ipv4_address_in_any_notation(string text, string expected)
    {
        Becomes(text, expected);
        Assert.Equal(expected, Some.Host(text).Literal?.ToString());
    }

    [Theory]
    [Trait("Row", "A-014")]
    [Trait("Row", "A-017")]
    [Trait("Row", "I-175")]
    [InlineData("[0:0:0:0:0:0:0:1]", "[::1]")]
    [InlineData("[::0001]", "[::1]")]
    [InlineData("[0::0]", "[::]")]
    [InlineData("[::FFFF:127.0.0.1]", "[::ffff:7f00:1]")] // dotted and hex are one address
    [InlineData("[::127.0.0.1]", "[::7f00:1]")]
    [InlineData("[64:ff9b::10.0.0.1]", "[64:ff9b::a00:1]")]
    [InlineData("[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:102:304]")]
    [InlineData("[2001:DB8:0:0:8:800:200C:417A]", "[2001:db8::8:800:200c:417a]")]
    [InlineData("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]")] // the longest run of zeros
    [InlineData("[1:0:0:2:3:0:0:4]", "[1::2:3:0:0:4]")] // the first of equal ones
    [InlineData("[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]")] // one zero is not shortened
    [InlineData("[::2:3:4:5:6:7:8]", "[0:2:3:4:5:6:7:8]")]
    public void Reads_an_ipv6_address_in_any_form(string text, string expected)
    {
        Becomes(text, expected);
        Assert.Equal(System.Net.IPAddress.Parse(expected), Some.Host(text).Literal);
    }

    [Theory]
    [InlineData("127.0.0.256")]
    [InlineData("256.0.0.1")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.65536")]
    [InlineData("4294967296")]
    [InlineData("0x100000000")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("example.1")] // a name cannot end in a number …
    [InlineData("example.0x1")]
    [InlineData("127.0.0.08")] // … and 8 is no octal digit
    [InlineData("a.09")]
    [InlineData("[127.0.0.1]")]
    [InlineData("[::ffff:127.1]")]
    [InlineData("[::ffff:0127.0.0.1]")] // inside IPv6 there is no octal
    [InlineData("[::ffff:1.2.3]")]
    [InlineData("[::1.2.3.4.5]")]
    [InlineData("[::1.2.3.256]")]
    [InlineData("[1.2.3.4::]")]
    [InlineData("[1:2:3:4:5:6:7:1.2.3.4]")]
    [InlineData("[1:2:3:4:5:6:7:8:9]")]
    [InlineData("[1:2:3:4:5:6:7:8::]")]
    [InlineData("[1:2]")]
    [InlineData("[:::1]")]
    [InlineData("[1::2::3]")]
    [InlineData("[:1::]")]
    [InlineData("[1::2:]")]
    [InlineData("[12345::]")]
    [InlineData("[+1::]")]
    [InlineData("[g::]")]
    [InlineData("[::1")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("[::1]x")]
    [InlineData("[[::1]]")]
    [InlineData("[v1.x]")] // RFC 3986 IPvFuture
    public void Refuses_what_looks_like_an_address_and_is_none(string text) => Refuses(text, TargetRejection.BadAddress);

    [Theory]
    [InlineData(null, TargetRejection.EmptyHost)]
    [InlineData("", TargetRejection.EmptyHost)]
    [InlineData(".", TargetRejection.EmptyHost)]
    [InlineData("\u00ad", TargetRejection.EmptyHost)] // all of it is ignored
    [InlineData("example.com..", TargetRejection.BadLabel)]
    [InlineData(".example.com", TargetRejection.BadLabel)]
    [InlineData("a..b", TargetRejection.BadLabel)]
    [InlineData("a%2e.b", TargetRejection.BadLabel)]
    [InlineData("-a.example", TargetRejection.BadLabel)]
    [InlineData("a-.example", TargetRejection.BadLabel)]
    [InlineData("a.a._b", TargetRejection.BadLabel)]
    [InlineData("a.b._c.d", TargetRejection.BadLabel)]
    [InlineData("3._b.c", TargetRejection.BadLabel)]
    [InlineData("_", TargetRejection.BadLabel)]
    [InlineData("exa mple.com", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("example.com,evil.example", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("a%40b", TargetRejection.ForbiddenHostCharacter)] // a hidden @
    [InlineData("a%2fb", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("a%3a80", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("a%2561", TargetRejection.ForbiddenHostCharacter)] // only one layer is undone, and % is in no name
    [InlineData("*", TargetRejection.ForbiddenHostCharacter)]
    [InlineData("a%00b", TargetRejection.EncodedControl)]
    [InlineData("a%0d%0ab", TargetRejection.EncodedControl)]
    [InlineData("a%", TargetRejection.BadPercentEncoding)]
    [InlineData("a%zz", TargetRejection.BadPercentEncoding)]
    [InlineData("%ff", TargetRejection.BadPercentEncoding)] // not UTF-8
    [InlineData("%ed%a0%80", TargetRejection.BadPercentEncoding)] // half of a pair
    [InlineData("%c0%ae", TargetRejection.OverlongEncoding)] // a dot to a lax decoder
    [InlineData("%e0%80%ae", TargetRejection.OverlongEncoding)]
    [InlineData("%f0%80%80%ae", TargetRejection.OverlongEncoding)]
    [InlineData("[::1%eth0]", TargetRejection.ZoneId)]
    [InlineData("[fe80::1%25eth0]", TargetRejection.ZoneId)]
    public void Refuses_what_no_host_is(string? text, TargetRejection expected) => Refuses(text, expected);

    [Theory]
    [InlineData("\u1e9e.example")] // capital sharp s: "ss" to some, "ß" to others
    [InlineData("a\u200db.example")] // joiners are seen in no font and allowed in few contexts
    [InlineData("\u0915\u094d\u200d\u0937")]
    [InlineData("e\u0301.example")] // would have to be composed
    [InlineData("q\u0307\u0323")] // would have to be put in order
    [InlineData("\u1100\u1161")] // Hangul by parts
    [InlineData("\u0301a")] // begins with a mark
    [InlineData("a\u05d0")] // both directions in one label
    [InlineData("1\u05d0")]
    [InlineData("\u05d0-.example")]
    [InlineData("1a.\u05d0")] // in a right-to-left name each label has to begin with a letter
    [InlineData("\u00fc.\u05d0")]
    [InlineData("\u05d0\u05b0")] // vowel points
    [InlineData("\u0661\u0662")] // digits of their own direction
    [InlineData("a\u202eb")] // right-to-left override
    [InlineData("\u2024com")] // one dot leader would become a dot
    [InlineData("\u2100.example")] // a/c
    [InlineData("\u2488com")] // "1."
    [InlineData("\ufe6a41")] // a small percent sign
    [InlineData("\uff03")] // full-width hash
    [InlineData("\u0378")] // unassigned
    [InlineData("\ue000")] // private use
    [InlineData("\ufffd")]
    [InlineData("a\u00fc b")] // a blank inside an international label
    [InlineData("xn--")]
    [InlineData("xn--a")]
    [InlineData("xn--a-")] // Punycode of what needs none
    [InlineData("xn--a-ecp.ru")] // decodes to what mapping would change
    [InlineData("xn--0ca24w")] // decodes to upper case
    [InlineData("xn--55555577")] // beyond Unicode
    [InlineData("xn--99999999")]
    [InlineData("xn--xn---epa")] // xn-- inside xn--
    [InlineData("xn--b\u00fc")]
    [InlineData("xn--b\u00fccher-kva")] // a letter that is not ASCII among those that Punycode takes as they are
    [InlineData("XN--Bcher\U00018000-KVA")] // and one outside the first plane
    public void Refuses_a_name_that_is_not_surely_one_name(string text) => Refuses(text, TargetRejection.InternationalName);

    [Fact]
    public void Refuses_half_of_a_surrogate_pair()
    {
        Refuses("\ud800", TargetRejection.InternationalName);
        Refuses("a\udc00b.example", TargetRejection.InternationalName);
    }

    [Fact]
    public void Holds_labels_to_63_and_names_to_253_characters()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3).Append(new string('b', 61)));

        Assert.Equal(253, longest.Length);
        Becomes(longest, longest);
        Becomes(longest + ".", longest);
        Refuses(longest + "b", TargetRejection.HostTooLong);
        Refuses(new string('a', 64) + ".example", TargetRejection.HostTooLong);
        Becomes(new string('ü', 57), "xn--" + "tda" + new string('a', 56));
        Refuses(new string('ü', 58), TargetRejection.HostTooLong);
        Refuses(new string('ü', 5000), TargetRejection.HostTooLong);
        Refuses(string.Concat(Enumerable.Repeat("\u33a2", 5000)), TargetRejection.HostTooLong);
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

    private static void Becomes(string text, string expected)
    {
        Assert.True(HostName.TryParse(text, out var host, out var why), $"{text}: {why}");
        Assert.Equal(TargetRejection.None, why);
        Assert.Equal(expected, host.Value);
        Assert.Equal(host, Some.Host(expected));
    }

    private static void Refuses(string? text, TargetRejection expected)
    {
        Assert.Equal(expected == TargetRejection.None, HostName.TryParse(text, out var host, out var why));
        Assert.Equal(expected == TargetRejection.None, host is not null);
        Assert.Equal(expected, why);
    }
}
