namespace Gatehouse.Testing;

/// <summary>Where the tree and what was built from it lie.</summary>
public static class Repository
{
    /// <summary>The folder of Gatehouse.slnx, found upwards from the test's own assembly.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The program of a project in the configuration that the running tests were built in.</summary>
    public static string Program(string project, string name) => Path.Combine(Root, "artifacts", "bin", project, Configuration, name);

    /// <summary>The program that <c>./dev publish</c> makes.</summary>
    public static string Published { get; } = Path.Combine(Root, "artifacts", "publish", "linux-x64", "gatehouse");

    /// <summary><c>release</c> or <c>debug</c>: the last folder of artifacts/bin/PROJECT/CONFIGURATION.</summary>
    public static string Configuration { get; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gatehouse.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Gatehouse.slnx is in no folder above " + AppContext.BaseDirectory);
    }
}
