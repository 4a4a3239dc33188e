using Gatehouse.Architecture.Tests.Rules;
using Xunit.Abstractions;

namespace Gatehouse.Architecture.Tests;

public sealed class FileRuleTests(ITestOutputHelper output)
{
    [Fact]
    public void Sources_are_short()
    {
        var sources = Sources();
        var median = FileRules.Percentile(sources, 50);
        output.WriteLine($"{sources.Count} files: median {median}, 95th percentile {FileRules.Percentile(sources, 95)} lines");

        Verdict.None(FileRules.TooLong(sources, FileRules.LongestSource));
        Assert.True(median <= FileRules.LargestMedian, $"the median is {median} lines; at most {FileRules.LargestMedian}");
    }

    [Fact]
    public void The_page_s_sources_are_short() =>
        Verdict.None(FileRules.TooLong(Tree.Read(path => path.StartsWith("web/src/", StringComparison.Ordinal)), FileRules.LongestSource));

    [Fact]
    public void Tests_are_short()
    {
        var tests = Tree.Read(path =>
            path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)
        );

        Assert.NotEmpty(tests);
        Verdict.None(FileRules.TooLong(tests, FileRules.LongestTest));
    }

    [Fact]
    public void Nothing_is_unfinished() => Verdict.None(FileRules.Unfinished(Sources()));

    [Fact]
    public void No_region_hides_code() => Verdict.None(FileRules.Regions(Sources()));

    [Fact]
    public void No_folder_is_named_for_its_kind() => Verdict.None(FileRules.BannedFolders(Sources().Select(file => file.Path)));

    [Theory]
    [InlineData(400, 0)]
    [InlineData(401, 1)]
    public void The_first_line_too_many_is_reported(int lines, int complaints) =>
        Assert.Equal(
            complaints,
            FileRules.TooLong([new SourceFile("src/a.cs", string.Concat(Enumerable.Repeat("x\n", lines)))], FileRules.LongestSource).Count
        );

    [Fact]
    public void The_median_is_the_middle_length() => Assert.Equal(3, FileRules.Percentile([Of(1), Of(3), Of(500)], 50));

    [Theory]
    [InlineData("throw new NotImplementedException();", 1)]
    [InlineData("// TODO: later", 1)]
    [InlineData("var todos = 1;", 0)]
    public void Unfinished_work_is_reported(string line, int complaints) =>
        Assert.Equal(complaints, FileRules.Unfinished([new SourceFile("src/a.cs", "ok\n" + line)]).Count);

    [Fact]
    public void A_region_is_reported() =>
        Assert.Equal(["src/a.cs:2 hides code in a region"], FileRules.Regions([new SourceFile("src/a.cs", "ok\n  #region x")]));

    [Fact]
    public void A_folder_named_for_its_kind_is_reported() =>
        Assert.Single(
            FileRules.BannedFolders(["src/app/Agent/Helpers/Text.cs", "src/app/Agent/Database/Text.cs", "src/app/Agent/Text.cs"])
        );

    private static SourceFile Of(int lines) => new("src/a.cs", string.Concat(Enumerable.Repeat("x\n", lines)));

    private static IReadOnlyList<SourceFile> Sources()
    {
        var sources = Tree.ProductSources();
        Assert.True(sources.Count > 50, $"only {sources.Count} files found");
        return sources;
    }
}
