using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class RequestTargetPropertyTests
{
    private static readonly string[] Good = ["/", "//", "/v1", "x", "?", "/x//y", "q=1", "&", ";", "%41", "%C3%A9", ".", ":", "#"];
    private static readonly string[] Bad = ["@", "\\", "%2e", "%2F", "%", "..", " ", "é", "{", "%25", "[", "]"];

    // Mostly good, so that many texts are accepted and the properties say something.
    private static readonly string[] Fragments = [.. Good, .. Good, .. Good, .. Good, .. Good, .. Bad];

    private static readonly string[] Starts =
    [
        "https://example.com",
        "http://a.example:8080",
        "https://127.0.0.1",
        "https://[::1]:443",
        "http://[2001:db8::1]/",
        "https://",
    ];

    private static readonly Arbitrary<string> Texts = (
        from start in Gen.Elements(Starts)
        from rest in Gen.Elements(Fragments).ListOf()
        select start + string.Concat(rest)
    ).ToArbitrary();

    [Fact]
    public void Parsing_what_was_printed_gives_the_same_target() =>
        Prop.ForAll(Texts, text => !RequestTarget.TryParse(text, out var target, out _) || Some.Target(target.Url).Equals(target))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_accepted_is_read_the_same_by_the_framework() =>
        Prop.ForAll(Texts, text => !RequestTarget.TryParse(text, out var target, out _) || AgreesWithUri(target))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Never_throws() =>
        Prop.ForAll<string?>(text => RequestTarget.TryParse(text, out _, out _) || true).QuickCheckThrowOnFailure();

    private static bool AgreesWithUri(RequestTarget target)
    {
        var options = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        return Uri.TryCreate(target.Url, options, out var uri)
            && uri.Host == target.Host.Value
            && uri.Port == target.Port
            && uri.PathAndQuery == target.PathAndQuery
            && uri.UserInfo.Length == 0;
    }
}
