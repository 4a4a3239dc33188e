using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>The invariants of the guard against the tests that name them, and the files that are said to hold them.</summary>
internal static partial class Invariants
{
    public static IReadOnlyList<string> Check(string readme, IEnumerable<SourceFile> tests, Func<string, bool> exists)
    {
        var rows = Row().Matches(readme).Select(match => (Id: match.Groups[1].Value, Files: match.Groups[2].Value)).ToList();
        var named = tests
            .SelectMany(file => Trait().Matches(file.Text))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        var broken = new List<string>();
        broken.AddRange(rows.Where(row => !named.Contains(row.Id)).Select(row => $"no test names {row.Id}"));
        broken.AddRange(named.Except(rows.Select(row => row.Id)).Select(id => $"a test names {id}, which is no invariant"));
        broken.AddRange(
            from row in rows
            from Match file in Named().Matches(row.Files)
            let path = file.Groups[1].Value
            let full = path.StartsWith("eng/", StringComparison.Ordinal) ? path : "src/guard/" + path
            where !exists(full)
            select $"{row.Id} is held by {full}, which is not there"
        );
        if (rows.Count == 0)
        {
            broken.Add("no invariant is listed");
        }

        return broken;
    }

    [GeneratedRegex(@"^\| (G\d+) \|[^|]*\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("""Trait\("Invariant", "(G\d+)"\)""")]
    private static partial Regex Trait();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Named();
}
