using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class RequestTargetPropertyTests
{
    // Fragments that make and break URLs, so that random texts come close to the rules' borders.
    private static readonly string[] Fragments =
    [
        "https://",
        "http://",
        "example.com",
        "a.example",
        "127.0.0.1",
        "[::1]",
        ":8080",
        ":443",
        "/",
        "//",
        "/v1",
        "?",
        "#",
        "@",
        "\\",
        "%2e",
        "%2F",
        "%41",
        "%",
        ".",
        "..",
        "x",
        "q=1",
        "&",
        ";",
        " ",
        "é",
        "{",
        "%25",
        "[",
        "]",
    ];

    private static readonly Arbitrary<string> Texts = Gen.Elements(Fragments)
        .ListOf()
        .Select(parts => string.Concat(parts.Prepend("https://example.com")))
        .ToArbitrary();

    private static readonly Arbitrary<string> AnyTexts = Gen.Elements(Fragments).ListOf().Select(string.Concat).ToArbitrary();

    [Fact]
    public void Parsing_what_was_printed_gives_the_same_target() =>
        Prop.ForAll(Texts, text => !RequestTarget.TryParse(text, out var target, out _) || Some.Target(target.Url).Equals(target))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_accepted_is_read_the_same_by_the_framework() =>
        Prop.ForAll(AnyTexts, text => !RequestTarget.TryParse(text, out var target, out _) || AgreesWithUri(target))
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
