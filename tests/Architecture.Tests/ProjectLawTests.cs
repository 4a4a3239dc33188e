using Gatehouse.Architecture.Tests.Rules;

namespace Gatehouse.Architecture.Tests;

public sealed class ProjectLawTests
{
    [Fact]
    public void Projects_reference_what_their_row_allows()
    {
        var projects = Tree.ProductProjects();

        Assert.True(projects.Count >= 8, $"only {projects.Count} projects found");
        Verdict.None(ProjectLaw.Check(projects, ProjectLaw.Table));
    }

    [Fact]
    public void No_row_allows_what_the_zones_forbid() => Verdict.None(ProjectLaw.CheckZones(ProjectLaw.Table));

    [Theory]
    [InlineData("src/guard/Security", "../Gate/Gate.csproj", "", "a decision that does I/O")]
    [InlineData("src/guard/Security", "", "Polly.Core", "takes the package Polly.Core")]
    [InlineData("src/guard/Gate", "../../app/Agent/Agent.csproj", "", "an effect without a decision")]
    [InlineData("src/app/Agent", "../../guard/Egress/Egress.csproj", "", "the loop touching sockets")]
    [InlineData("src/app/Agent", "../Storage/Storage.csproj", "", "the loop touching sockets")]
    [InlineData("src/app/Knowledge", "../Agent/Agent.csproj", "", "the crawler reaching into the agent")]
    [InlineData("src/app/Cli", "../../guard/Gate/Gate.csproj", "", "a second server")]
    [InlineData("src/untrusted/Worker", "../../guard/Security/Security.csproj", "", "hostile container")]
    [InlineData("src/app/Helpers", "", "", "is not in the table")]
    public void A_forbidden_edge_is_reported_with_its_reason(string folder, string reference, string package, string reason)
    {
        var text =
            $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{Element("ProjectReference", reference)}{Element("PackageReference", package)}</ItemGroup></Project>""";

        var broken = ProjectLaw.Check(
            [ProjectFile.Parse(new SourceFile($"{folder}/{Path.GetFileName(folder)}.csproj", text))],
            ProjectLaw.Table
        );

        Assert.Contains(reason, Assert.Single(broken), StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_framework_outside_the_server_is_reported()
    {
        var text = """<Project Sdk="Microsoft.NET.Sdk.Web" />""";

        Assert.Single(ProjectLaw.Check([ProjectFile.Parse(new SourceFile("src/app/Agent/Agent.csproj", text))], ProjectLaw.Table));
    }

    [Theory]
    [InlineData("src/guard/Sandbox", "Agent", "")]
    [InlineData("src/untrusted/Worker", "Security", "")]
    [InlineData("src/wasm/Engine", "Contracts", "")]
    [InlineData("src/app/Server", "Worker", "")]
    [InlineData("src/guard/Security", "", "Polly.Core")]
    public void A_row_that_breaks_the_zones_is_reported(string folder, string project, string package)
    {
        var row = new LawRow(folder, project.Length > 0 ? [project] : [], package.Length > 0 ? [package] : [], "");
        var table = ProjectLaw.Table.Where(other => other.Folder != folder).Append(row).ToList();

        Assert.NotEmpty(ProjectLaw.CheckZones(table));
    }

    private static string Element(string name, string include) => include.Length > 0 ? $"""<{name} Include="{include}" />""" : "";
}
