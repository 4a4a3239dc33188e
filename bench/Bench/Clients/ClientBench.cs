using System.Diagnostics;

namespace Gatehouse.Bench.Clients;

/// <summary>One request through Egress, beside a plain HttpClient: the same server, the same sizes.</summary>
internal static class ClientBench
{
    /// <summary>The argument that makes this program the process whose CPU time is counted.</summary>
    public const string SideArgument = "client-side";

    public static void Run(BenchFolder folder) => RunAsync(folder).GetAwaiter().GetResult();

    // The clients are in a process of their own: what the server costs is not theirs, and the authority that it trusts is read at its start.
    private static async Task RunAsync(BenchFolder folder)
    {
        var bundle = Path.Combine(folder.Scratch, "authority.pem");
        using var certificate = ThrowawayCa.Issue(bundle);
        await using var origin = await Origin.StartAsync(certificate);
        var start = new ProcessStartInfo(Environment.ProcessPath!, [SideArgument, .. origin.Addresses]);
        start.Environment["SSL_CERT_FILE"] = bundle;
        using var side = Process.Start(start)!;
        await side.WaitForExitAsync();
        if (side.ExitCode != 0)
        {
            throw new InvalidOperationException("The process of the clients failed; its message is above.");
        }
    }
}
