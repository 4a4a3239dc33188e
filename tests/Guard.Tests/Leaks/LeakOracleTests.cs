using FsCheck;
using FsCheck.Fluent;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Guard.Tests.Leaks;

/// <summary>Holds the shapes against regular expressions that say the same: those that the bench gives to its peer.</summary>
public sealed class LeakOracleTests
{
    private static readonly IReadOnlyList<LeakExpression> Expressions = LeakExpression.ReadAll();

    [Fact]
    public void Every_pattern_has_an_expression() =>
        Assert.Equal(LeakPatterns.All.Select(pattern => pattern.Name).Order(), Expressions.Select(e => e.Pattern).Distinct().Order());

    [Fact]
    [Trait("Row", "I-172")]
    public void Finds_what_the_expressions_match_at_each_place() =>
        Prop.ForAll(LeakTexts.Any, text => Assert.Equal(Expected(text), Found(text))).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    [Trait("Row", "I-172")]
    public void Finds_of_each_sample_what_the_expressions_match() =>
        Assert.All(LeakSamples.All, sample => Assert.Equal(Expected($"a {sample.Text} b"), Found($"a {sample.Text} b")));

    private static List<(string, int, int)> Found(string text) =>
        Outermost(Sample.Scanner.Scan(text).Findings.Select(f => (f.Pattern.Name, (int)f.Start, f.Length)));

    private static List<(string, int, int)> Expected(string text) =>
        Outermost(Expressions.SelectMany(e => e.Matches(text).Select(match => (e.Pattern, match.Start, match.Length))));

    // A match within another of the same pattern says nothing new, and the scanner need not list it.
    private static List<(string, int, int)> Outermost(IEnumerable<(string Pattern, int Start, int Length)> matches)
    {
        var outermost = new List<(string, int, int)>();
        foreach (var pattern in matches.GroupBy(match => match.Pattern).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var furthest = 0;
            foreach (var match in pattern.OrderBy(match => match.Start).ThenByDescending(match => match.Length))
            {
                if (match.Start + match.Length > furthest)
                {
                    furthest = match.Start + match.Length;
                    outermost.Add(match);
                }
            }
        }

        return outermost;
    }
}
