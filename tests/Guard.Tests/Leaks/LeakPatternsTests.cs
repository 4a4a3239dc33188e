using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

public sealed class LeakPatternsTests
{
    public static TheoryData<string> Names => [.. Sample.Shortest.Keys];

    [Fact]
    [Trait("Row", "I-172")]
    public void Each_pattern_has_its_action()
    {
        var actions = LeakPatterns.All.ToDictionary(pattern => pattern.Name, pattern => pattern.Action);

        Assert.Equal(Sample.Shortest.Keys.Order(), actions.Keys.Order());
        Assert.Equal(["auth_header", "bearer_token"], actions.Where(e => e.Value == LeakAction.Redact).Select(e => e.Key).Order());
        Assert.Equal(["high_entropy_hex"], actions.Where(e => e.Value == LeakAction.Warn).Select(e => e.Key));
        Assert.Equal(13, actions.Values.Count(action => action == LeakAction.Block));
    }

    [Theory]
    [Trait("Row", "I-172")]
    [MemberData(nameof(Names))]
    public void Finds_the_shortest_form_and_not_one_character_less(string name)
    {
        var match = Sample.Shortest[name];

        var found = Assert.Single(Sample.Scanner.Scan($"a {match} b").Findings, finding => finding.Pattern.Name == name);

        Assert.Equal((2, match.Length), (found.Start, found.Length));
        Assert.DoesNotContain(Sample.Scanner.Scan(match.AsSpan(..^1)).Findings, finding => finding.Pattern.Name == name);
        Assert.DoesNotContain(Sample.Scanner.Scan(match.AsSpan(1..)).Findings, finding => finding.Pattern.Name == name);
    }

    [Theory]
    [InlineData("openai_api_key", "s", "k-proj-", "Ab_cd-0123456789abcdef")] // dashes and underscores inside
    [InlineData("openai_api_key", "s", "k-svcacct-", "Ab_cd-0123456789abcdef")]
    [InlineData("github_token", "gh", "o_", "0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("github_token", "gh", "r_", "0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("stripe_api_key", "sk", "_test_", "0123456789abcdefghijklmn")]
    [InlineData("slack_token", "xo", "xp-", "123-456-789")]
    [InlineData("pem_private_key", "-----BEGIN", "  PRIVATE", "\tKEY-----")]
    [InlineData("ssh_private_key", "-----BEGIN", " EC PRIVATE", " KEY-----")]
    [InlineData("ssh_private_key", "-----BEGIN", " DSA PRIVATE", " KEY-----")]
    [InlineData("bearer_token", "Bear", "er\n\t", "abc.def-ghi_jkl~mno+pqr/stu==")]
    [InlineData("auth_header", "AUTHOR", "IZATION:token ", "01234567890123456789")]
    [InlineData("twilio_api_key", "TASS", "K", "0123456789abcdefABCDEF0123456789")]
    public void Finds_the_other_forms_whole(string name, string head, string middle, string tail)
    {
        var found = Assert.Single(Sample.Scanner.Scan(head + middle + tail).Findings, finding => finding.Pattern.Name == name);

        Assert.Equal(head.Length + middle.Length + tail.Length, found.Start + found.Length);
    }

    [Theory]
    [InlineData("s", "k-", "one-two-three-four-five-six")] // a CSS class
    [InlineData("s", "k-pr", "ojects-are-fun-to-have-around")]
    [InlineData("gh", "x_", "0123456789abcdefghijklmnopqrstuvwxyz")]
    [InlineData("sk", "_prod_", "0123456789abcdefghijklmn")]
    [InlineData("ak", "ia", "0123456789ABCDEF")]
    [InlineData("-----BEGIN", " PUBLIC", " KEY-----")]
    [InlineData("-----BEGIN", " CERTIFICATE", "-----")]
    [InlineData("-----BEGIN", "PRIVATE ", "KEY-----")]
    [InlineData("bear", "er ", "01234567890123456789")]
    [InlineData("Bear", "er of the message ", "0123456789")]
    [InlineData("Author", "ization: none", "")]
    [InlineData("Author", "ization Basic ", "01234567890123456789")]
    public void Leaves_near_misses(string head, string middle, string tail) =>
        Assert.True(Sample.Scanner.Scan(head + middle + tail).IsClean);

    [Theory]
    [InlineData("x", "")]
    [InlineData("", "_")]
    [InlineData("é", "")]
    [InlineData("0", "")]
    public void Warns_only_of_hex_that_stands_alone(string before, string after) =>
        Assert.True(Sample.Scanner.Scan(before + Sample.Of('c', 64) + after).IsClean);
}
