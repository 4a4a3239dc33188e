using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>The list of the seeds' claims against the tests that name them.</summary>
internal static partial class SeedRows
{
    public const int IronClaw = 234;
    public const int Axon = 116;

    /// <summary>I-001 to I-234, then A-001 to A-116.</summary>
    public static IReadOnlyList<string> AllIds { get; } =
    [
        .. Enumerable.Range(1, IronClaw).Select(number => $"I-{number:000}"),
        .. Enumerable.Range(1, Axon).Select(number => $"A-{number:000}"),
    ];

    public static IReadOnlyList<string> Check(IEnumerable<string> lines, IReadOnlyCollection<string> ids, IReadOnlySet<string> named)
    {
        var broken = new List<string>();
        var shown = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var match = Row().Match(line);
            if (!match.Success || !shown.TryAdd(match.Groups[1].Value, match.Groups[2].Value == "shown"))
            {
                broken.Add($"not a row, or twice: {line}");
            }
        }

        broken.AddRange(ids.Except(shown.Keys).Select(id => $"{id} is missing"));
        broken.AddRange(shown.Keys.Except(ids).Select(id => $"{id} is no row of the seeds"));
        broken.AddRange(named.Except(ids).Order(StringComparer.Ordinal).Select(id => $"a test names {id}, which is no row of the seeds"));
        broken.AddRange(
            shown.Where(row => row.Value && !named.Contains(row.Key)).Select(row => $"{row.Key} is marked shown, and no test names it")
        );
        broken.AddRange(
            shown.Where(row => !row.Value && named.Contains(row.Key)).Select(row => $"{row.Key} is named by a test: mark it shown")
        );
        return broken;
    }

    [GeneratedRegex(@"^([IA]-\d{3}) (open|shown)(  \S.{0,110})?$")]
    private static partial Regex Row();
}
