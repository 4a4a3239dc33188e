using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

public sealed class LeakStreamTests
{
    private readonly LeakStream _stream = Sample.Scanner.OpenStream();

    [Theory]
    [InlineData("Hello, world. ")]
    [InlineData("a task-force ")]
    [InlineData("Bearer of news, ")]
    [InlineData("SK is Slovakia. ")]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    public void Releases_at_once_what_opens_no_pattern(string text) => Assert.Equal(text, _stream.Push(text).Text);

    [Theory]
    [InlineData("a Bear", "a ")]
    [InlineData("a Bearer", "a ")]
    [InlineData("a Bearer abc", "a ")]
    [InlineData("a sk-", "a ")]
    [InlineData("a \\ns", "a \\n")] // after an escape
    [InlineData("a 0123abcd", "a ")] // eight of hex may become a Mailchimp key
    [InlineData("a MTIzNDU2", "a ")] // base64 of digits may become a Discord token
    [InlineData("a authoriz", "a ")]
    [InlineData("a --", "a ")]
    public void Holds_back_from_where_a_pattern_is_open(string text, string released)
    {
        Assert.Equal(released, _stream.Push(text).Text);
        Assert.Equal(text[released.Length..], _stream.Flush().Text);
    }

    [Fact]
    public void Decides_with_the_next_character()
    {
        Assert.Equal("a ", _stream.Push("a sk-").Text);
        Assert.Equal("sk- free", _stream.Push(" free").Text);
        Assert.Equal(" risk-! ", _stream.Push(" risk-! ").Text);
    }

    [Fact]
    public void Swallows_a_long_token_without_holding_it()
    {
        Assert.Equal("x [REDACTED]", _stream.Push("x " + Sample.Bearer() + Sample.Body(60)).Text);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("", _stream.Push(Sample.Body(50)).Text);
        }

        Assert.Equal(" y ", _stream.Push(" y ").Text);
        Assert.Equal("", _stream.Flush().Text);
    }

    [Fact]
    public void A_block_ends_the_stream()
    {
        var key = Sample.AwsKey();
        _stream.Push("x " + key[..10]);

        var release = _stream.Push(key[10..] + " more.");

        Assert.True(release.IsBlocked);
        Assert.Equal("", release.Text);
        Assert.Equal(2, Assert.Single(release.Findings).Start);
        Assert.Equal(("", true), (_stream.Push("after").Text, _stream.Push("after").IsBlocked));
        Assert.Equal(("", true), (_stream.Flush().Text, _stream.Flush().IsBlocked));
        Assert.Equal("", _stream.ReleaseOverdue());
    }

    [Fact]
    public void Overdue_text_goes_out_when_no_literal_is_complete()
    {
        _stream.Push("a Bear");

        Assert.Equal("Bear", _stream.ReleaseOverdue());
        Assert.Equal("", _stream.ReleaseOverdue());
        Assert.Equal(" market ", _stream.Push(" market ").Text);
    }

    [Fact]
    public void A_token_is_still_found_when_part_of_its_literal_was_overdue()
    {
        _stream.Push("a Bear");
        _stream.ReleaseOverdue();

        Assert.Equal("[REDACTED]", _stream.Push(Sample.Bearer()["Bear".Length..]).Text + _stream.Flush().Text);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer abcdefgh")]
    [InlineData("sk-")]
    [InlineData("0123456789abcdef")] // half of a Mailchimp key, perhaps
    [InlineData("Bearer abc Bear")]
    public void Overdue_text_stays_when_a_match_is_open(string tail)
    {
        var isOpen = tail != "Bearer abc Bear"; // the blank closed the first; only a partial literal is left
        _stream.Push(tail);

        Assert.Equal(isOpen ? "" : "Bear", _stream.ReleaseOverdue());
    }

    [Fact]
    public void Hex_in_pieces_is_reported_and_not_held()
    {
        var hex = Sample.Hash();

        Assert.Equal("", _stream.Push(hex[..30]).Text);
        Assert.Equal(hex, _stream.Push(hex[30..]).Text);
        Assert.Equal("high_entropy_hex", Assert.Single(_stream.Flush().Findings).Pattern.Name);
    }

    [Fact]
    public void Every_pattern_is_decided_within_the_most_that_is_held() =>
        Assert.InRange(Sample.Scanner.Index.MaxHead, 100, LeakStream.MaxHeld);
}
