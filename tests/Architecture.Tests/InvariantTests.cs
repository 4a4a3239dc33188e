using Gatehouse.Architecture.Tests.Rules;
using Gatehouse.Testing;

namespace Gatehouse.Architecture.Tests;

public sealed class InvariantTests
{
    [Fact]
    public void Each_invariant_of_the_guard_has_a_test_and_a_file_that_holds_it()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "src/guard/README.md"));
        var tests = Tree.Read(path =>
            path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith("Tests.cs", StringComparison.Ordinal)
        );

        Assert.True(tests.Count > 50, $"only {tests.Count} test files found");
        Verdict.None(Invariants.Check(readme, tests, path => File.Exists(Path.Combine(Repository.Root, path))));
    }

    [Theory]
    [InlineData("| G1 | No. | `Gate/A.cs` |", "[Trait(\"Invariant\", \"G1\")]", "")]
    [InlineData("| G1 | No. | `Gate/A.cs` |", "", "no test names G1")]
    [InlineData(
        "| G1 | No. | `Gate/A.cs` |",
        "[Trait(\"Invariant\", \"G1\")] [Trait(\"Invariant\", \"G2\")]",
        "a test names G2, which is no invariant"
    )]
    [InlineData(
        "| G1 | No. | `Gate/Gone.cs` |",
        "[Trait(\"Invariant\", \"G1\")]",
        "G1 is held by src/guard/Gate/Gone.cs, which is not there"
    )]
    [InlineData("nothing", "", "no invariant is listed")]
    public void Each_difference_is_reported(string readme, string test, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', Invariants.Check(readme, [new SourceFile("tests/A.cs", test)], path => path == "src/guard/Gate/A.cs"))
        );
}
