using System.Reflection;
using System.Runtime.Loader;
using Gatehouse.Architecture.Tests.Rules;
using Gatehouse.Testing;
using Xunit.Abstractions;

namespace Gatehouse.Architecture.Tests;

public sealed class SeedRowTests(ITestOutputHelper output)
{
    private const string List = "tests/seed-rows.txt";

    [Fact]
    public void Shown_rows_are_those_that_tests_name()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, List));
        var (named, tests) = NamedByTests();
        output.WriteLine($"{named.Count} of {SeedRows.AllIds.Count} rows are shown");

        Assert.True(tests > 50, $"only {tests} tests found");
        Verdict.None(SeedRows.Check(lines, SeedRows.AllIds, named));
    }

    [Theory]
    [InlineData("I-001 shown\nI-002 open", "I-001", "")]
    [InlineData("# comment\nI-001 open  A claim\nI-002 open", "", "")]
    [InlineData("I-001 shown\nI-002 open", "", "I-001 is marked shown, and no test names it")]
    [InlineData("I-001 open\nI-002 open", "I-001", "I-001 is named by a test: mark it shown")]
    [InlineData("I-001 open", "", "I-002 is missing")]
    [InlineData("I-001 open\nI-002 open\nI-003 open", "", "I-003 is no row of the seeds")]
    [InlineData("I-001 open\nI-002 open\nI-002 open", "", "not a row, or twice: I-002 open")]
    [InlineData("I-001 open\nI-002 done", "", "not a row, or twice: I-002 done|I-002 is missing")]
    [InlineData("I-001 open\nI-002 open", "I-009", "a test names I-009, which is no row of the seeds")]
    public void Each_difference_is_reported(string list, string named, string expected)
    {
        var broken = SeedRows.Check(
            list.Split('\n'),
            ["I-001", "I-002"],
            named.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet()
        );

        Assert.Equal(expected, string.Join('|', broken));
    }

    [Fact]
    [Trait("Sample", "X-1")]
    public void Traits_are_read_from_the_built_assemblies()
    {
        var traits = Traits(typeof(SeedRowTests).Assembly.Location).ToList();

        Assert.Contains(("Sample", "X-1"), traits.SelectMany(test => test));
    }

    private static (HashSet<string> Rows, int Tests) NamedByTests()
    {
        var projects = Tree.Read(path =>
            path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".Tests.csproj", StringComparison.Ordinal)
        );
        var tests = projects
            .Select(project => Path.GetFileNameWithoutExtension(project.Path))
            .SelectMany(name => Traits(Repository.Program(name, $"Gatehouse.{name}.dll")))
            .ToList();
        return ([.. tests.SelectMany(traits => traits).Where(trait => trait.Name == "Row").Select(trait => trait.Value)], tests.Count);
    }

    /// <summary>For each test method of an assembly, its traits and those of its class.</summary>
    private static IEnumerable<IReadOnlyList<(string Name, string Value)>> Traits(string path)
    {
        var context = new Beside(path);
        foreach (var type in context.LoadFromAssemblyPath(path).GetTypes())
        {
            foreach (var method in type.GetMethods().Where(IsTest))
            {
                yield return
                [
                    .. type.GetCustomAttributesData()
                        .Concat(method.GetCustomAttributesData())
                        .Where(attribute => attribute.AttributeType.FullName == "Xunit.TraitAttribute")
                        .Select(attribute =>
                            ((string)attribute.ConstructorArguments[0].Value!, (string)attribute.ConstructorArguments[1].Value!)
                        ),
                ];
            }
        }
    }

    private static bool IsTest(MethodInfo method) =>
        method
            .GetCustomAttributesData()
            .Any(attribute =>
                attribute.AttributeType.Name.EndsWith("FactAttribute", StringComparison.Ordinal)
                || attribute.AttributeType.Name.EndsWith("TheoryAttribute", StringComparison.Ordinal)
            );

    /// <summary>Loads a test assembly with what lies beside it, apart from our own copies.</summary>
    private sealed class Beside(string path) : AssemblyLoadContext
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName assemblyName) =>
            _resolver.ResolveAssemblyToPath(assemblyName) is { } found ? LoadFromAssemblyPath(found) : null;
    }
}
