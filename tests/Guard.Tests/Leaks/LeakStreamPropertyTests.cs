using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

public sealed class LeakStreamPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    [Trait("Row", "I-172")]
    public void Any_chunking_releases_the_redacted_whole() =>
        Prop.ForAll(
                LeakTexts.Unblocked,
                ArbMap.Default.ArbFor<int[]>(),
                (text, lengths) => Run(text, lengths).Text == Sample.Scanner.Redact(text)
            )
            .Check(Thorough);

    [Fact]
    [Trait("Row", "I-172")]
    public void Any_chunking_finds_what_a_scan_of_the_whole_finds() =>
        Prop.ForAll(
                LeakTexts.Unblocked,
                ArbMap.Default.ArbFor<int[]>(),
                (text, lengths) => Places(Run(text, lengths).Findings).SequenceEqual(Places(Sample.Scanner.Scan(text).Findings))
            )
            .Check(Thorough);

    [Fact]
    [Trait("Row", "I-172")]
    public void Up_to_a_block_any_chunking_releases_the_beginning_of_the_redacted_whole() =>
        Prop.ForAll(
                LeakTexts.Any,
                ArbMap.Default.ArbFor<int[]>(),
                (text, lengths) => Sample.Scanner.Redact(text).StartsWith(Run(text, lengths).Text, StringComparison.Ordinal)
            )
            .Check(Thorough);

    [Fact]
    [Trait("Row", "I-172")]
    public void No_chunking_lets_a_credential_out() =>
        Prop.ForAll(LeakTexts.Separated, ArbMap.Default.ArbFor<int[]>(), (text, lengths) => Clean(Run(text, lengths).Text)).Check(Thorough);

    [Fact]
    public void Releasing_what_is_overdue_lets_no_credential_out() =>
        Prop.ForAll(LeakTexts.Separated, ArbMap.Default.ArbFor<int[]>(), (text, lengths) => Clean(Run(text, lengths, isSlow: true).Text))
            .Check(Thorough);

    [Fact]
    public void A_redacted_text_is_clean() => Prop.ForAll(LeakTexts.Separated, text => Clean(Sample.Scanner.Redact(text))).Check(Thorough);

    [Fact]
    public void No_more_than_the_most_is_held() =>
        Prop.ForAll(LeakTexts.Unblocked, ArbMap.Default.ArbFor<int[]>(), (text, lengths) => MostHeld(text, lengths) <= LeakStream.MaxHeld)
            .Check(Thorough);

    [Fact]
    public void A_text_with_a_block_is_blocked_in_any_chunking() =>
        Prop.ForAll(
                LeakTexts.Any,
                ArbMap.Default.ArbFor<int[]>(),
                (text, lengths) => Run(text, lengths).IsBlocked == (Sample.Scanner.Scan(text).Worst == LeakAction.Block)
            )
            .Check(Thorough);

    private static bool Clean(string text) => Sample.Scanner.Scan(text).Worst is null or LeakAction.Warn;

    // What is held at a place is what the redacted text up to there has more than was released.
    private static int MostHeld(string text, int[] lengths)
    {
        var stream = Sample.Scanner.OpenStream();
        var (most, pushed, released) = (0, "", 0);
        foreach (var chunk in LeakTexts.Cut(text, lengths))
        {
            pushed += chunk;
            released += stream.Push(chunk).Text.Length;
            most = Math.Max(most, Sample.Scanner.Redact(pushed).Length - released);
        }

        return most;
    }

    private static IEnumerable<(string, long)> Places(IEnumerable<LeakFinding> findings) =>
        findings.Select(finding => (finding.Pattern.Name, finding.Start)).Order();

    private static LeakRelease Run(string text, int[] lengths, bool isSlow = false)
    {
        var stream = Sample.Scanner.OpenStream();
        var released = "";
        var findings = new List<LeakFinding>();
        foreach (var chunk in LeakTexts.Cut(text, lengths))
        {
            var release = stream.Push(chunk);
            released += release.Text;
            findings.AddRange(release.Findings);
            released += isSlow ? stream.ReleaseOverdue() : "";
        }

        var last = stream.Flush();
        findings.AddRange(last.Findings);
        return new LeakRelease(released + last.Text, findings, last.IsBlocked);
    }
}
