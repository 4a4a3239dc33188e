namespace Gatehouse.Architecture.Tests.Rules;

/// <summary>What one project may use, and which reference it exists to forbid.</summary>
internal sealed record LawRow(string Folder, string[] Projects, string[] Packages, string Forbids, string[]? Frameworks = null)
{
    public string Name => Path.GetFileName(Folder);
}

/// <summary>The table of the tree. A project that is not in it has no right to be there.</summary>
internal static class ProjectLaw
{
    private const string Web = "Microsoft.AspNetCore.App";
    private const string Logging = "Microsoft.Extensions.Logging.Abstractions";
    private const string Hosting = "Microsoft.Extensions.Hosting.Abstractions";

    public static readonly IReadOnlyList<LawRow> Table =
    [
        new("src/Contracts", [], [], "wire types pulling in behaviour"),
        new("src/guard/Security", [], [], "a decision that does I/O"),
        new("src/guard/Gate", ["Security"], [Logging, Hosting], "an effect without a decision"),
        new("src/guard/Egress", ["Security", "Gate"], [Logging], "a socket opened anywhere else"),
        new(
            "src/guard/Sandbox",
            ["Security", "Gate", "Egress", "Contracts"],
            [Logging, Hosting],
            "Docker, Chromium or WASM reached from app code"
        ),
        new(
            "src/app/Agent",
            ["Security", "Gate", "Knowledge", "Contracts"],
            [Logging, Hosting, "Microsoft.Extensions.AI.Abstractions", "OpenAI", "AngleSharp"],
            "the loop touching sockets, SQL, plaintext secrets"
        ),
        new("src/app/Knowledge", ["Security", "Gate"], [Logging, Hosting, "AngleSharp", "Markdig"], "the crawler reaching into the agent"),
        new("src/app/Automation", ["Security", "Gate", "Agent", "Contracts"], [Logging, Hosting], "a schedule that bypasses the loop"),
        new(
            "src/app/Storage",
            ["Security", "Gate", "Sandbox", "Agent", "Knowledge", "Automation"],
            ["Microsoft.Data.Sqlite", "SQLitePCLRaw.bundle_e_sqlite3", "Dapper", "Npgsql", Logging],
            "SQL outside this folder"
        ),
        new(
            "src/app/Server",
            ["Contracts", "Security", "Gate", "Egress", "Sandbox", "Agent", "Knowledge", "Automation", "Storage"],
            [],
            "the command line, the worker or the tool host inside the server",
            [Web]
        ),
        new(
            "src/app/Cli",
            ["Contracts", "Server"],
            ["System.CommandLine", "Spectre.Console", "QRCoder"],
            "the CLI becoming a second server"
        ),
        new("src/untrusted/Worker", ["Contracts"], [], "host code shipped into a hostile container"),
        new("src/untrusted/ToolHost", ["Contracts", "Engine", "Component"], [], "a tool's code in the server's process"),
        new("src/wasm/Engine", [], [], "the engine knowing the product"),
        new("src/wasm/Component", ["Engine"], [], "the component model knowing the product"),
    ];

    /// <summary>Every way in which the projects break the table.</summary>
    public static IReadOnlyList<string> Check(IEnumerable<ProjectFile> projects, IReadOnlyList<LawRow> table) =>
        [.. projects.SelectMany(project => Check(project, table))];

    /// <summary>Every way in which the table itself breaks the law of the zones: no edit of a row may allow what no row may.</summary>
    public static IReadOnlyList<string> CheckZones(IReadOnlyList<LawRow> table)
    {
        var zones = table.ToDictionary(row => row.Name, row => row.Folder.Split('/')[1], StringComparer.Ordinal);
        var broken = new List<string>();
        foreach (var row in table)
        {
            foreach (var target in row.Projects.Where(target => !MayReference(zones[row.Name], zones.GetValueOrDefault(target, "?"))))
            {
                broken.Add(
                    $"{row.Name} may not be allowed {target}: {zones[row.Name]} never references {zones.GetValueOrDefault(target, "?")}"
                );
            }

            if (row.Packages.Length > 0 && (row.Name == "Security" || zones[row.Name] is "wasm" or "Contracts"))
            {
                broken.Add($"{row.Name} may not be allowed a package: {string.Join(", ", row.Packages)}");
            }
        }

        return broken;
    }

    private static bool MayReference(string from, string to) =>
        from switch
        {
            "Contracts" => false,
            "guard" => to is "guard" or "Contracts",
            "untrusted" => to is "Contracts" or "wasm",
            "wasm" => to == "wasm",
            _ => to is "app" or "guard" or "Contracts",
        };

    private static IEnumerable<string> Check(ProjectFile project, IReadOnlyList<LawRow> table)
    {
        var folder = Path.GetDirectoryName(project.Path)!.Replace('\\', '/');
        var row = table.FirstOrDefault(row => row.Folder == folder);
        if (row is null)
        {
            yield return $"{project.Path} is not in the table";
            yield break;
        }

        foreach (var target in project.Projects.Except(row.Projects))
        {
            yield return $"{row.Name} references {target}; the project exists to forbid: {row.Forbids}";
        }

        foreach (var package in project.Packages.Except(row.Packages))
        {
            yield return $"{row.Name} takes the package {package}, which its row does not list";
        }

        foreach (var framework in project.Frameworks.Except(row.Frameworks ?? []))
        {
            yield return $"{row.Name} takes the framework {framework}, which its row does not list";
        }
    }
}
