using System.Text;
using Gatehouse.Agent.Drivers;
using Gatehouse.Agent.Drivers.Html;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Hosts;
using Gatehouse.Testing;

namespace Gatehouse.App.Tests.Agent;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static RequestTarget Page =>
        RequestTarget.TryParse("https://example.com/dir/page", out var page, out _) ? page : throw new InvalidOperationException();

    [Theory]
    [InlineData("<title>T</title><h2>Head</h2><p>a <b>b</b>\n c</p>", "# T\n\n## Head\n\na b c")]
    [InlineData("<a href='/x?q=1'>go</a> on", "[go](https://example.com/x?q=1) on")]
    [InlineData("<a href='https://other.example/'>there</a>", "[there](https://other.example/)")]
    [InlineData("<a href='HTTPS://Other.example/a|b?c[]=d#e'>exact</a>", "[exact](https://other.example/a|b?c[]=d)")]
    [InlineData("<a href='https://b\u00fccher.example/\u00e9'>own letters</a>", "[own letters](https://xn--bcher-kva.example/%C3%A9)")]
    [InlineData("<a href='https://other.example/a/../b'>steps</a>", "[steps](https://other.example/b)")]
    [InlineData("<a href='https://me@other.example/'>dressed up</a>", "dressed up")]
    [InlineData("<a href='javascript:alert(1)'>no link</a><a href='#top'>up</a>", "no linkup")]
    [InlineData("<a href='/x'></a>text", "text")]
    [InlineData("<script>evil()</script><style>p{}</style><p hidden>h</p><p style='display: none'>i</p>seen", "seen")]
    [InlineData("<ul><li>one</li><li>two</li></ul>", "- one\n- two")]
    [InlineData("<pre>a  b\n  c</pre>", "a  b\n  c")]
    [InlineData("no markup at all", "no markup at all")]
    public void Html_becomes_what_a_person_reads(string html, string expected)
    {
        Assert.Equal(expected, HtmlText.Of(html, Page, TimeProvider.System, CancellationToken.None));
    }

    [Fact]
    public void A_page_as_deep_as_allowed_is_read_to_its_ground() =>
        Assert.Equal(
            "top\n\nbottom",
            HtmlText.Of("top " + Nested(HtmlLimits.MaxDepth - 2) + "bottom", Page, TimeProvider.System, CancellationToken.None)
        );

    public static TheoryData<string, bool> Shapes =>
        new()
        {
            { Nested(HtmlLimits.MaxDepth), true },
            { Nested(HtmlLimits.MaxDepth + 1), false },
            { string.Concat(Enumerable.Repeat("<div></div>", 5000)), true },
            { string.Concat(Enumerable.Repeat("<p>a<br><img src=x>", 5000)), true },
            { $"<script>{Nested(5000)}</script><!-- {Nested(5000)} -->", true },
            { $"<div {string.Join(' ', Enumerable.Range(0, HtmlLimits.MaxAttributes + 1).Select(i => $"a{i}"))}>", false },
            { $"<img src=\"data:{new string(' ', 5000)}\">", true },
            { "a < b <> </ <", true },
        };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Pages_that_are_made_to_break_the_parser_are_refused(string html, bool allowed) =>
        Assert.Equal(allowed, HtmlLimits.Allow(html));

    [Fact]
    public void What_the_limits_do_not_see_is_ended_by_the_clock()
    {
        var clock = new FakeClock();
        var html = string.Concat(Enumerable.Repeat("<div></q>", 10_000));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();

        Assert.True(HtmlLimits.Allow(html));
        Assert.Throws<TimeoutException>(() => HtmlText.Of(html, Page, new Rushing(clock), CancellationToken.None));
        Assert.ThrowsAny<OperationCanceledException>(() => HtmlText.Of(html, Page, clock, stopped.Token));
    }

    [Theory]
    [InlineData("<meta charset=iso-8859-1>Gr\u00fc\u00dfe")]
    [InlineData("<meta http-equiv=content-type content='text/html; charset=utf-16'>Gr\u00fc\u00dfe")]
    public void What_a_page_says_of_its_encoding_is_not_asked_twice(string html) =>
        Assert.Equal("Gr\u00fc\u00dfe", HtmlText.Of(html, Page, TimeProvider.System, CancellationToken.None));

    // A second for each look at it.
    private sealed class Rushing(FakeClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override long GetTimestamp()
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return clock.GetTimestamp();
        }
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("<div>", depth));

    [Fact]
    public void Bytes_that_are_no_text_are_described()
    {
        var image = new WebAnswer(200, [], new("image/png"), [1, 2, 3]);

        Assert.Equal("[image/png, 3 bytes, sha256 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81]", BodyText.Of(image));
    }

    [Fact]
    public void Text_is_read_in_its_charset()
    {
        var latin = new WebAnswer(200, [], new("text/plain", "iso-8859-1"), Encoding.Latin1.GetBytes("déjà"));

        Assert.Equal("déjà", BodyText.Of(latin));
    }

    [Theory]
    [InlineData(
        """{"operation":"now"}""",
        "\"iso\":\"2026-03-01T12:00:00+00:00\",\"utc_iso\":\"2026-03-01T12:00:00Z\",\"unix\":1772366400,\"unix_millis\":1772366400000"
    )]
    [InlineData(
        """{"operation":"convert","timestamp":"2026-07-01T12:00:00Z","to_timezone":"Europe/Berlin"}""",
        "\"iso\":\"2026-07-01T14:00:00+02:00\""
    )]
    [InlineData(
        """{"operation":"parse","input":"2026-07-01 12:00","from_timezone":"America/New_York"}""",
        "\"utc_iso\":\"2026-07-01T16:00:00Z\""
    )]
    [InlineData("""{"operation":"parse","input":"1772366400"}""", "\"utc_iso\":\"2026-03-01T12:00:00Z\"")]
    [InlineData(
        """{"operation":"format","timestamp":"2026-07-01T12:00:00Z","format_string":"yyyy/MM/dd"}""",
        "\"formatted\":\"2026/07/01\""
    )]
    [InlineData(
        """{"operation":"diff","timestamp":"2026-03-01T12:00:00Z","timestamp2":"2026-03-03T13:30:00Z"}""",
        "{\"seconds\":178200,\"minutes\":2970,\"hours\":49,\"days\":2}"
    )]
    public void Time_is_told_and_reckoned(string arguments, string expected) =>
        Assert.Contains(expected, TimeFunction.Run(arguments, Now), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"operation":"parse","input":"yesterday-ish"}""")]
    [InlineData("""{"operation":"now","timezone":"Mars/Olympus"}""")]
    [InlineData("""{"operation":"parse","input":"9999999999999999999"}""")]
    [InlineData("""{"operation":"format","timestamp":"2026-07-01","format_string":"%"}""")]
    public void A_time_that_cannot_be_read_is_said_to_be_so(string arguments) =>
        Assert.Equal(FailureReason.BadArguments, Assert.Throws<EffectFailedException>(() => TimeFunction.Run(arguments, Now)).Reason);
}
