using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>Holds the shapes against regular expressions that say the same.</summary>
public sealed class LeakOracleTests
{
    private const string Token = @"[A-Za-z0-9._~+/=-]{20,}";

    private static readonly Dictionary<string, Regex> Expressions = new Dictionary<string, string>
    {
        ["openai_api_key"] = "sk-(?:[a-zA-Z0-9]{20,}|(?:proj|svcacct)-[a-zA-Z0-9_-]{20,})",
        ["anthropic_api_key"] = "sk-ant-api[a-zA-Z0-9_-]{90,}",
        ["aws_access_key"] = "AKIA[0-9A-Z]{16}",
        ["github_token"] = "gh[pousr]_[A-Za-z0-9_]{36,}",
        ["github_fine_grained_pat"] = "github_pat_[a-zA-Z0-9]{22}_[a-zA-Z0-9]{59}",
        ["stripe_api_key"] = "sk_(?:live|test)_[a-zA-Z0-9]{24,}",
        ["nearai_session"] = "sess_[a-zA-Z0-9]{32,}",
        ["pem_private_key"] = @"-----BEGIN\s{1,32}(?:RSA\s{1,32})?PRIVATE\s{1,32}KEY-----",
        ["ssh_private_key"] = @"-----BEGIN\s{1,32}(?:OPENSSH|EC|DSA)\s{1,32}PRIVATE\s{1,32}KEY-----",
        ["google_api_key"] = "AIza[0-9A-Za-z_-]{35}",
        ["slack_token"] = "xox[baprs]-[0-9a-zA-Z-]{10,}",
        ["twilio_api_key"] = "SK[a-fA-F0-9]{32}",
        ["sendgrid_api_key"] = @"SG\.[a-zA-Z0-9_-]{22}\.[a-zA-Z0-9_-]{43}",
        ["bearer_token"] = @"Bearer\s{1,32}" + Token,
        ["auth_header"] = @"(?i)authorization:\s{0,32}[a-zA-Z]{1,32}\s{1,32}" + Token,
        ["high_entropy_hex"] = @"\b[a-fA-F0-9]{64}\b",
    }.ToDictionary(e => e.Key, e => new Regex(e.Value, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    [Fact]
    [Trait("Row", "I-172")]
    public void Finds_exactly_what_the_expressions_match_at_each_place()
    {
        Assert.Equal(LeakPatterns.All.Count, Expressions.Count);
        Prop.ForAll(LeakTexts.Any, text => Found(text).SequenceEqual(Expected(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    private static IEnumerable<(string, int, int)> Found(string text) =>
        Sample.Scanner.Scan(text).Findings.Select(f => (f.Pattern.Name, (int)f.Start, f.Length)).Order();

    // Every start is tried, as overlapping matches count.
    private static IEnumerable<(string, int, int)> Expected(string text) =>
        Enumerable
            .Range(0, text.Length)
            .SelectMany(at => Expressions.Select(e => (e.Key, Match: e.Value.Match(text, at))))
            .Where(e => e.Match.Success)
            .Select(e => (e.Key, e.Match.Index, e.Match.Length))
            .Distinct()
            .Order();
}
