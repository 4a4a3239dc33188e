using Gatehouse.Security.Hosts;

namespace Gatehouse.Guard.Tests.Hosts;

public sealed class RequestTargetsTests
{
    [Theory]
    [InlineData("see https://example.com/a.", "https://example.com/a")]
    [InlineData("see https://example.com/a, and more", "https://example.com/a")]
    [InlineData("really https://example.com/a?!", "https://example.com/a")]
    [InlineData("(https://example.com/a)", "https://example.com/a")]
    [InlineData("https://example.com/a_(b)", "https://example.com/a_(b)")]
    [InlineData("(see https://example.com/a_(b).)", "https://example.com/a_(b)")]
    [InlineData("[text](https://example.com/a)", "https://example.com/a")]
    [InlineData("<https://example.com/a>", "https://example.com/a")]
    [InlineData("\"https://example.com/a\"", "https://example.com/a")]
    [InlineData("`https://example.com/a`", "https://example.com/a")]
    [InlineData("“https://example.com/a”", "https://example.com/a")]
    [InlineData("見る https://example.com/a。次", "https://example.com/a")]
    [InlineData("http://[::1]:80/x]", "http://[::1]/x")]
    [InlineData("https://example.com/a#part", "https://example.com/a")]
    [InlineData("https://example.com/?u=https://other.example/", "https://example.com/?u=https://other.example/")]
    [InlineData("HTTPS://Example.COM/A", "https://example.com/A")]
    [InlineData("see https://bücher.example/café.", "https://xn--bcher-kva.example/caf%C3%A9")]
    [InlineData("https://example.com/a|b", "https://example.com/a|b")]
    [InlineData("https://example.com./a", "https://example.com/a")]
    [InlineData("https://example.com?", "https://example.com/")] // the question is the sentence's
    [InlineData("見る https://例え。テスト", "https://xn--r8jz45g/")] // an ideographic full stop ends a sentence, not a label
    public void Finds_a_url_and_leaves_the_sentence(string text, string url) =>
        Assert.Equal([url], RequestTargets.FindIn(text).Select(target => target.Url));

    [Theory]
    [InlineData("no links here")]
    [InlineData("http and https are schemes")]
    [InlineData("svn+http://example.com/")]
    [InlineData("xhttps://example.com/")]
    [InlineData("https:example.com/")] // a browser would go there; a reader sees no URL
    [InlineData("http:/example.com/")]
    [InlineData("https://user@example.com/a")]
    [InlineData("https://example.com/a^b")] // cut before ^ it would be a URL nobody wrote
    [InlineData("https://example.com/a\\b")]
    [InlineData("https://a\u05d0.example/")]
    [InlineData("https://")]
    public void Skips_what_the_parser_refuses(string text) => Assert.Empty(RequestTargets.FindIn(text));

    [Fact]
    public void Finds_each_of_several_in_order()
    {
        const string Text = "https://a.example/1 https://bad@b.example/ http://c.example/3\nhttps://a.example/1";

        var urls = RequestTargets.FindIn(Text).Select(target => target.Url);

        Assert.Equal(["https://a.example/1", "http://c.example/3", "https://a.example/1"], urls);
    }
}
