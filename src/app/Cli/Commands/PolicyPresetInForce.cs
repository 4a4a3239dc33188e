using System.CommandLine;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

/// <summary>Which preset counts: the one that is named, else the running server's, else the environment's.</summary>
internal static class PolicyPresetInForce
{
    public static Option<string?> Option() =>
        new("--preset") { Description = "balanced, strict or autonomous. Default: the running server's, else GATEHOUSE_POLICY." };

    /// <returns>A null name when the environment decides.</returns>
    public static async Task<(string? Name, string From)> FindAsync(CliContext cli, string? named, CancellationToken ct)
    {
        if (named is not null)
        {
            return (named, "option");
        }

        try
        {
            var status = await cli.Server.GetAsync("api/gateway/status", GatehouseJson.Default.StatusView, ct);
            return (status.Value.Policy, "server");
        }
        catch (CliProblem none) when (none.ExitCode == ExitCode.NotRunning)
        {
            return (null, "environment");
        }
    }
}
