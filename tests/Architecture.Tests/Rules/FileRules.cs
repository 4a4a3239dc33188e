using System.Text.RegularExpressions;

namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>Rules over source files. Each returns what breaks it.</summary>
internal static partial class FileRules
{
    public const int LongestSource = 400;
    public const int LongestTest = 600;
    public const int LargestMedian = 60;

    public static IReadOnlyList<string> TooLong(IEnumerable<SourceFile> files, int longest) =>
        [
            .. files
                .Where(file => file.Lines.Length > longest)
                .Select(file => $"{file.Path} has {file.Lines.Length} lines; at most {longest}: split it by idea"),
        ];

    public static int Percentile(IEnumerable<SourceFile> files, int percent)
    {
        var lengths = files.Select(file => file.Lines.Length).Order().ToList();
        return lengths.Count == 0 ? 0 : lengths[Math.Min(lengths.Count - 1, lengths.Count * percent / 100)];
    }

    public static IReadOnlyList<string> Unfinished(IEnumerable<SourceFile> files) => Matches(files, UnfinishedWork(), "is unfinished");

    public static IReadOnlyList<string> Regions(IEnumerable<SourceFile> files) => Matches(files, Region(), "hides code in a region");

    public static IReadOnlyList<string> BannedFolders(IEnumerable<string> paths) =>
        [
            .. paths
                .SelectMany(path => path.Split('/')[1..^1])
                .Distinct()
                .Where(TypeRules.EndsInBannedWord)
                .Select(folder => $"the folder {folder} is named for its kind, not for the thing"),
        ];

    /// <summary>Lines that match, as <c>path:line</c>.</summary>
    public static IReadOnlyList<string> Matches(IEnumerable<SourceFile> files, Regex pattern, string complaint) =>
        [
            .. files.SelectMany(file =>
                file.Lines.Select((line, index) => (line, index))
                    .Where(at => pattern.IsMatch(at.line))
                    .Select(at => $"{file.Path}:{at.index + 1} {complaint}")
            ),
        ];

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bNotImplementedException\b")]
    private static partial Regex UnfinishedWork();

    [GeneratedRegex(@"^\s*#(end)?region\b")]
    private static partial Regex Region();
}
