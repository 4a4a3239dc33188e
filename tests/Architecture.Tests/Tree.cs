using System.Diagnostics;
using System.Reflection;
using System.Xml.Linq;
using Gatehouse.Architecture.Tests.Rules;
using Gatehouse.Testing;

namespace Gatehouse.Architecture.Tests;

/// <summary>What the rules are applied to: the tracked files, the projects and what was built from them.</summary>
internal static class Tree
{
    private static readonly Lazy<IReadOnlyList<string>> Listed = new(() => List("ls-files", "--cached", "--others", "--exclude-standard"));

    /// <summary>Every file that is tracked or would be, relative to the root, with forward slashes.</summary>
    public static IReadOnlyList<string> Files => Listed.Value;

    public static IReadOnlyList<SourceFile> Read(Func<string, bool> wanted) =>
        [.. Files.Where(wanted).Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Repository.Root, path))))];

    public static IReadOnlyList<SourceFile> ProductSources() =>
        Read(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal));

    public static IReadOnlyList<ProjectFile> ProductProjects() =>
        [
            .. Read(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
                .Select(ProjectFile.Parse),
        ];

    /// <summary>One assembly for each project under src/; a missing one is an error, not a smaller set.</summary>
    public static IReadOnlyList<Assembly> ProductAssemblies() =>
        [.. ProductProjects().Select(project => Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, project.AssemblyName + ".dll")))];

    public static IReadOnlyList<Type> ProductTypes() =>
        [.. ProductAssemblies().SelectMany(assembly => assembly.GetTypes()).Where(TypeRules.IsWritten)];

    public static XDocument Xml(string path) => XDocument.Load(Path.Combine(Repository.Root, path));

    private static string[] List(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-c", "core.quotePath=off", .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Path.Combine(Repository.Root, path))),
        ];
    }
}
