using Gatehouse.Server.Configuration;
using Gatehouse.Server.Listening.Tls;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Sqlite;
using Microsoft.AspNetCore.Connections;

namespace Gatehouse.Server.Composition;

/// <summary>The server: from settings to exit code.</summary>
public static class GatehouseServer
{
    private const int Ok = 0;
    private const int Failed = 1;
    private const int BadSettings = 2;

    /// <summary>Runs until it is told to stop: SIGTERM, SIGINT, the control socket, or <paramref name="ct"/>.</summary>
    /// <returns>0 after an orderly stop, 1 when it could not start, 2 when a setting is wrong; the reason is on <c>Errors</c>.</returns>
    public static async Task<int> RunAsync(ServerStart start, CancellationToken ct)
    {
        var table = start.ReadEnvironment ? EnvironmentSource.Read() : new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in start.Settings)
        {
            table[name] = value;
        }

        var (settings, problems) = SettingsReader.Read(table);
        if (problems.Count > 0)
        {
            await start.Errors.WriteLineAsync("Gatehouse did not start. These settings cannot be used:");
            foreach (var problem in problems)
            {
                await start.Errors.WriteLineAsync($"  {problem}");
            }

            return BadSettings;
        }

        try
        {
            await using var server = ServerParts.Open(settings, start.Errors, TimeProvider.System);
            await server.RunAsync(start.Output, ct);
            return Ok;
        }
        catch (TlsUnusableException e)
        {
            await start.Errors.WriteLineAsync($"Gatehouse did not start. These settings cannot be used:\n  {e.Message}");
            return BadSettings;
        }
        catch (Exception e) when (Explain(e, settings) is not null)
        {
            await start.Errors.WriteLineAsync($"Gatehouse did not start. {Explain(e, settings)}");
            return Failed;
        }
    }

    private static string? Explain(Exception e, ServerSettings settings) =>
        e switch
        {
            HomeInUseException or HomeUnusableException or LedgerDamagedException or NewerDatabaseException => e.Message,
            IOException { InnerException: AddressInUseException } =>
                $"Something else listens on port {settings.Gateway.Port}. Stop it, or choose another: GATEWAY_PORT=3001 gatehouse run.",
            IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException => e.Message,
            _ => null,
        };
}
