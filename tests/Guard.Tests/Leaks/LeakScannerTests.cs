using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

public sealed class LeakScannerTests
{
    [Fact]
    public void A_clean_text_is_clean_and_comes_back_itself()
    {
        const string Text = "Nothing to see: SK, sk-, ghp_, Bearer of news, -----BEGIN of a line.";

        var report = Sample.Scanner.Scan(Text);

        Assert.True(report.IsClean);
        Assert.Null(report.Worst);
        Assert.Same(Text, Sample.Scanner.Redact(Text));
    }

    [Fact]
    [Trait("Row", "I-172")]
    public void No_prefix_hides_another()
    {
        var anthropic = Sample.Shortest["anthropic_api_key"];
        var text = "s" + "k-" + "ant-" + Sample.OpenAiKey() + " " + "s" + "k-s" + "k-" + anthropic;

        var names = Sample.Scanner.Scan(text).Findings.Select(finding => finding.Pattern.Name);

        Assert.Equal(["openai_api_key", "anthropic_api_key"], names);
    }

    [Fact]
    [Trait("Row", "I-172")]
    public void Overlapping_matches_are_all_found()
    {
        var text = "Author" + "ization: " + Sample.Bearer() + "." + Sample.AwsKey();

        var findings = Sample.Scanner.Scan(text).Findings;

        Assert.Equal(["auth_header", "bearer_token", "aws_access_key"], findings.Select(finding => finding.Pattern.Name));
        Assert.All(findings, finding => Assert.Equal(text.Length, finding.Start + finding.Length));
    }

    [Fact]
    public void The_worst_action_wins()
    {
        Assert.Equal(LeakAction.Warn, Sample.Scanner.Scan(Sample.Shortest["high_entropy_hex"]).Worst);
        Assert.Equal(LeakAction.Redact, Sample.Scanner.Scan(Sample.Hash() + " " + Sample.Bearer()).Worst);
        Assert.Equal(LeakAction.Block, Sample.Scanner.Scan(Sample.Bearer() + " " + Sample.AwsKey()).Worst);
    }

    [Fact]
    public void Redacts_what_blocks_or_redacts_and_merges_overlaps()
    {
        var hash = Sample.Hash();
        var text = $"a {Sample.AwsKey()} b {Sample.Bearer(500)}. c {"Author" + "ization: " + Sample.Bearer()}\nd {hash}";

        Assert.Equal($"a [REDACTED] b [REDACTED] c [REDACTED]\nd {hash}", Sample.Scanner.Redact(text));
    }

    [Fact]
    public void Redacts_a_web_token_with_its_signature()
    {
        var text = "Bear" + "er eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

        Assert.Equal("[REDACTED]", Sample.Scanner.Redact(text));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("12345678", "********")]
    [InlineData("123456789", "1234*6789")]
    [InlineData("1234abcdefgh5678", "1234********5678")]
    [InlineData("1234abcdefghijkl5678", "1234********5678")]
    public void A_preview_shows_at_most_eight_characters(string match, string preview) => Assert.Equal(preview, LeakFinding.Mask(match));

    [Theory]
    [InlineData("redis:", "//:abcd@h", "://:**")]
    [InlineData("User Id=sa;", "Password=s3cr;", "User********")]
    public void A_preview_shows_no_end_where_it_may_be_the_password(string head, string tail, string preview) =>
        Assert.Equal([preview], Sample.Scanner.Scan(head + tail).Findings.Select(finding => finding.Preview).Distinct());

    [Fact]
    public void A_finding_does_not_carry_the_secret()
    {
        var key = Sample.AwsKey();

        var finding = Assert.Single(Sample.Scanner.Scan(key).Findings);

        Assert.DoesNotContain(key, finding.ToString());
    }

    [Fact]
    public void A_clean_scan_allocates_nothing()
    {
        var text = string.Concat(Enumerable.Repeat("The task-force asked SK for news; ab12cd34. ", 2000));
        Sample.Scanner.Scan(text);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Sample.Scanner.Scan(text);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
