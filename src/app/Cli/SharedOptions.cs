using System.CommandLine;

namespace Gatehouse.Cli;

/// <summary>Options of every command.</summary>
internal static class SharedOptions
{
    public static readonly Option<string?> Home = new("--home")
    {
        Description = "Gatehouse's folder. Default: GATEHOUSE_HOME, else ~/.gatehouse.",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print data as JSON, for programs.", Recursive = true };
}
