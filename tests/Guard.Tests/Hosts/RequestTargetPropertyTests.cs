using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Guard.Tests.Hosts.Whatwg;
using Gatehouse.Security.Hosts;
using HostName = Gatehouse.Security.Hosts.HostName;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class RequestTargetPropertyTests
{
    private static readonly Arbitrary<string> Texts = Gen.Choose(0, int.MaxValue - 1)
        .Select(seed => new NastyUrls(seed).Take(1).Single())
        .ToArbitrary();

    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    [Fact]
    public void Parsing_what_was_printed_gives_the_same_target() =>
        Prop.ForAll(
                Texts,
                text =>
                    !RequestTarget.TryParse(text, out var target, out _)
                    || (Some.Target(target.Url).Url == target.Url && Some.Target(target.Url).Host.Equals(target.Host))
            )
            .Check(Often);

    [Fact]
    [Trait("Invariant", "G5")]
    public void What_is_accepted_is_sent_as_it_is_by_the_framework() =>
        Prop.ForAll(Texts, text => !RequestTarget.TryParse(text, out var target, out _) || IsSentAs(target)).Check(Often);

    [Fact]
    public void Never_throws()
    {
        // FsCheck's own texts hold NUL and every plane; halves of surrogate pairs come from the cut.
        Prop.ForAll<string?, int>(
                (text, at) =>
                {
                    var cut = text is { Length: > 0 } ? text[(int)((uint)at % text.Length)..] : text;
                    string?[] forms =
                    [
                        text,
                        cut,
                        "http://" + text,
                        "http://a" + cut,
                        "http://[" + text + "]",
                        "http://xn--" + text,
                        $"http://xn--{text}-kva",
                    ];
                    return forms.All(form => RequestTarget.TryParse(form, out _, out var why) == (why == TargetRejection.None))
                        && forms.All(form => HostName.TryParse(form, out _, out var why) == (why == TargetRejection.None))
                        && forms.All(form => PathPrefix.TryParse("/" + form, out _, out var why) == (why == TargetRejection.None))
                        && forms.All(form => HostPattern.TryParse("*." + form, out _, out var why) == (why == HostPatternRejection.None));
                }
            )
            .Check(Often);
    }

    [Theory]
    [InlineData('\ud800')]
    [InlineData('\udfff')]
    [InlineData('\0')]
    [InlineData('\u00ad')]
    [InlineData('%')]
    [InlineData('[')]
    [InlineData(':')]
    [InlineData('.')]
    [InlineData('-')]
    [InlineData('0')]
    [InlineData('ü')]
    public void Never_throws_and_never_hangs_on_much_of_one_character(char c)
    {
        var much = new string(c, RequestTarget.MaxLength - 20);
        foreach (
            var form in (string[])[much, "http://" + much, "http://xn--" + much, "http://a/" + much, "http://a?" + much, "http:" + much]
        )
        {
            Assert.Equal(RequestTarget.TryParse(form, out _, out var why), why == TargetRejection.None);
        }
    }

    private static bool IsSentAs(RequestTarget target)
    {
        var uri = target.ToUri();
        var sameHost = target.Host.IsIPv6Literal
            ? IPAddress.Parse(uri.IdnHost).Equals(target.Host.Literal)
            : uri.IdnHost == target.Host.Value;
        return sameHost
            && uri.Scheme == (target.Scheme == WebScheme.Https ? "https" : "http")
            && uri.Port == target.Port
            && uri.PathAndQuery == target.PathAndQuery
            && uri.UserInfo.Length == 0
            && Uri.TryCreate(target.Url, UriKind.Absolute, out _);
    }
}
