using System.Collections.Frozen;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
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

    private static readonly IReadOnlyDictionary<string, string> Nothing = FrozenDictionary<string, string>.Empty;

    /// <summary>Runs until it is told to stop: SIGTERM, SIGINT, the control socket, or <paramref name="ct"/>.</summary>
    /// <returns>0 after an orderly stop, 1 when it could not start, 2 when a setting is wrong; the reason is on <c>Errors</c>.</returns>
    public static async Task<int> RunAsync(ServerStart start, CancellationToken ct)
    {
        var sources = SettingSources.Of(start.Settings, start.ReadEnvironment ? EnvironmentSource.Read() : Nothing);
        var (settings, found) = SettingsReader.Read(sources.Given());
        var problems = sources.AllProblems(found);
        // What may still be stored in the home is missed only once that is read.
        var certain = problems.Where(problem =>
            problem.File is not null || sources.Gives(problem.Name) || KnownSettings.Find(problem.Name) is not { IsStorable: true }
        );
        if (certain.Any())
        {
            return await RefuseAsync(start, problems);
        }

        try
        {
            await using var server = ServerParts.Open(sources, settings, start.Errors, TimeProvider.System);
            await server.RunAsync(start.Output, ct);
            return Ok;
        }
        catch (SettingsUnusableException e)
        {
            return await RefuseAsync(start, e.Problems);
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

    private static async Task<int> RefuseAsync(ServerStart start, IReadOnlyList<SettingProblem> problems)
    {
        await start.Errors.WriteLineAsync("Gatehouse did not start. These settings cannot be used:");
        foreach (var problem in problems)
        {
            await start.Errors.WriteLineAsync($"  {problem}");
        }

        return BadSettings;
    }

    private static string? Explain(Exception e, ServerSettings settings) =>
        e switch
        {
            HomeInUseException or HomeUnusableException or LedgerDamagedException or NewerDatabaseException => e.Message,
            DiskRefusedException => e.Message,
            LedgerUnavailableException { InnerException: DiskRefusedException refused } => refused.Message,
            LedgerUnavailableException => e.Message,
            IOException { InnerException: AddressInUseException } =>
                $"Something else listens on port {settings.Gateway.Port}. Stop it, or choose another: GATEWAY_PORT=3001 gatehouse run.",
            IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException => e.Message,
            _ => null,
        };
}
