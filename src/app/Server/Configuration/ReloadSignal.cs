using System.Runtime.InteropServices;
using Gatehouse.Gate;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Configuration;

/// <summary>SIGHUP reloads the settings of a server that runs in the background. In a terminal it means that the terminal is gone, and ends the server.</summary>
internal static class ReloadSignal
{
    public static IDisposable? Watch(SettingsInForce settings, GateServices gate, ILogger logger) =>
        OperatingSystem.IsWindows() || !Console.IsInputRedirected
            ? null
            : PosixSignalRegistration.Create(
                PosixSignal.SIGHUP,
                signal =>
                {
                    signal.Cancel = true;
                    _ = ReloadAsync(settings, gate, logger);
                }
            );

    private static async Task ReloadAsync(SettingsInForce settings, GateServices gate, ILogger logger)
    {
        try
        {
            if (gate.Stop.Covering(null) is not null)
            {
                logger.NotReloaded("everything is stopped; resume first");
                return;
            }

            var (done, problems) = await settings.ReloadAsync(CancellationToken.None);
            if (done is null)
            {
                logger.NotReloaded(string.Join("; ", problems));
            }
            else
            {
                logger.Reloaded(
                    string.Join(", ", done.Applied.DefaultIfEmpty("nothing")),
                    string.Join(", ", done.Restart.DefaultIfEmpty("nothing"))
                );
            }
        }
#pragma warning disable CA1031 // Nobody waits here: what failed is told, and what was in force still is.
        catch (Exception e)
#pragma warning restore CA1031
        {
            logger.ReloadFailed(e);
        }
    }
}
