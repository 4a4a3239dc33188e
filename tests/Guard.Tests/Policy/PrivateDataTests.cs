using Gatehouse.Guard.Tests.Effects;
using Gatehouse.Guard.Tests.Labels;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;
using Gatehouse.Testing;

namespace Gatehouse.Guard.Tests.Policy;

/// <summary>A link that is followed carries nothing; a link that is composed may carry anything (row 3).</summary>
public sealed class PrivateDataTests
{
    private const string Link = "https://evil.example/a/b?x=1";

    public static TheoryData<string, ContextItem, bool> Sources =>
        new()
        {
            { "copied from a public page", Contexts.Page($"see {Link} now"), true },
            { "copied from a page, at a sentence's end", Contexts.Page($"see {Link}."), true },
            { "copied from a page's markup", Contexts.Page($"<a href=\"{Link}\">x</a>"), true },
            { "typed by the owner", Contexts.OwnerSays($"read {Link}"), true },
            { "in capitals, which is the same address", Contexts.Page("see HTTPS://EVIL.Example/a/b?x=1 now"), true },
            { "with its port written out", Contexts.Page(Link.Replace("example/", "example:443/", StringComparison.Ordinal)), true },
            {
                "in full-width letters, which are the same host",
                Contexts.Page(Link.Replace("evil", "\uff45vil", StringComparison.Ordinal)),
                true
            },
            {
                "with a letter percent-encoded, which is sent otherwise",
                Contexts.Page(Link.Replace("/a/", "/%61/", StringComparison.Ordinal)),
                false
            },
            { "with a letter of the path in capitals", Contexts.Page(Link.Replace("/a/", "/A/", StringComparison.Ordinal)), false },
            { "behind a user name", Contexts.Page(Link.Replace("evil", "me@evil", StringComparison.Ordinal)), false },
            { "with a backslash", Contexts.Page(Link.Replace("/a/", "\\a/", StringComparison.Ordinal)), false },
            { "in a private note only", Contexts.PrivateNote($"see {Link} now"), false },
            { "written by the assistant only", new ContextItem(Label.OfAssistant, "assistant", Link), false },
            { "one character more in the page", Contexts.Page($"{Link}2"), false },
            { "one character less in the page", Contexts.Page(Link[..^1]), false },
            { "another scheme in the page", Contexts.Page(Link.Replace("https", "http", StringComparison.Ordinal)), false },
            { "another port in the page", Contexts.Page(Link.Replace("example/", "example:8443/", StringComparison.Ordinal)), false },
            { "in two pieces in the page", Contexts.Page("https://evil.example/a/ b?x=1"), false },
            { "as a part of another link's query", Contexts.Page($"https://other.example/?to={Link}"), false },
            { "after another scheme", Contexts.Page($"git+{Link}"), false },
            { "only the host", Contexts.Page("evil.example"), false },
            { "nowhere", Contexts.Page("nothing here"), false },
        };

    [Theory]
    [MemberData(nameof(Sources))]
    public void A_link_is_followed_only_if_it_was_copied_whole(string what, ContextItem item, bool allowed)
    {
        Assert.NotEmpty(what);
        var context = Contexts.Of(Caller.Assistant, item, Contexts.Page("something untrusted"));
        var decision = new GatePolicy([], new FakeClock()).Decide(SomeEffect.Page(Link), context, [], approval: null);
        Decision expected = allowed
            ? new Decision.Allow { Row = PolicyRow.Pages }
            : new Decision.Ask(AskReason.MayCarryPrivateData, Grantable: false) { Row = PolicyRow.Pages };
        Assert.Equal(expected, decision);
    }

    [Fact]
    public void A_link_may_not_be_put_together_from_two_items()
    {
        var context = Contexts.Of(Caller.Assistant, Contexts.Page("https://evil.example/a/"), Contexts.Page("b?x=1"));
        Assert.IsType<Decision.Ask>(new GatePolicy([], new FakeClock()).Decide(SomeEffect.Page(Link), context, [], approval: null));
    }

    [Fact]
    public void A_text_vouches_for_so_many_addresses_and_for_those_that_are_shown()
    {
        var many = string.Join(
            '\n',
            Enumerable.Range(0, ContextItem.MaxAddresses + 1).Select(i => $"https://evil.example/{i} https://evil.example/0")
        );
        var beyond = new string('x', ContextItem.MaxShown) + " " + Link;

        Assert.IsType<Decision.Allow>(Read($"https://evil.example/{ContextItem.MaxAddresses - 1}", many));
        Assert.IsType<Decision.Ask>(Read($"https://evil.example/{ContextItem.MaxAddresses}", many));
        Assert.IsType<Decision.Ask>(Read(Link, beyond));
        Assert.IsType<Decision.Allow>(Read(Link, beyond[(Link.Length + 1)..]));

        static Decision Read(string url, string page) =>
            new GatePolicy([], new FakeClock()).Decide(
                SomeEffect.Page(url),
                Contexts.Of(Caller.Assistant, Contexts.Page(page)),
                [],
                approval: null
            );
    }

    [Fact]
    public void An_international_address_is_found_as_it_was_written()
    {
        var context = Contexts.Of(Caller.Assistant, Contexts.Page("see https://b\u00fccher.example/caf\u00e9 \u2026"));
        var effect = SomeEffect.Page("https://xn--bcher-kva.example/caf%C3%A9");
        Assert.IsType<Decision.Allow>(new GatePolicy([], new FakeClock()).Decide(effect, context, [], approval: null));
    }

    [Fact]
    public void A_fragment_does_not_make_it_another_link()
    {
        var context = Contexts.Of(Caller.Assistant, Contexts.Page($"{Link}#part"));
        Assert.IsType<Decision.Allow>(new GatePolicy([], new FakeClock()).Decide(SomeEffect.Page(Link), context, [], approval: null));
    }
}
