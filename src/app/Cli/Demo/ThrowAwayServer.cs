using System.Runtime.CompilerServices;
using Gatehouse.Cli.Control;
using Gatehouse.Contracts;
using Gatehouse.Server.Composition;

namespace Gatehouse.Cli.Demo;

/// <summary>A server of its own, in this process, with a home that goes away with it. Meets none of the owner's settings or data.</summary>
internal sealed class ThrowAwayServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _home;
    private readonly CancellationTokenSource _ending = new();
    private readonly StringWriter _errors = new();
    private Task<int> _run = Task.FromResult(0);

    private ThrowAwayServer(DirectoryInfo home)
    {
        _home = home;
        Client = new ControlClient(home.FullName);
    }

    public ControlClient Client { get; }

    public static async Task<ThrowAwayServer> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        // Short: a socket's path has little room.
        var server = new ThrowAwayServer(Directory.CreateTempSubdirectory("gh-"));
        var own = new Dictionary<string, string>(settings, StringComparer.Ordinal)
        {
            ["GATEHOUSE_HOME"] = server._home.FullName,
            ["GATEWAY_PORT"] = "0",
        };
        try
        {
            server._run = server.Begin(own);
            await server.UntilUpAsync(ct);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _run;
        Client.Dispose();
        _ending.Dispose();
        await _errors.DisposeAsync();
        _home.Delete(recursive: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Task<int> Begin(Dictionary<string, string> settings) =>
        GatehouseServer.RunAsync(new ServerStart(settings, ReadEnvironment: false, TextWriter.Null, _errors), _ending.Token);

    private async Task UntilUpAsync(CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(StartLimit);
        while (true)
        {
            try
            {
                await Client.GetAsync("api/gateway/status", GatehouseJson.Default.StatusView, limit.Token);
                return;
            }
            catch (CliProblem problem) when (problem.ExitCode == ExitCode.NotRunning && !_run.IsCompleted)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
            }
            catch (CliProblem) when (_run.IsCompleted)
            {
                throw CliProblem.Failed($"The demonstration's server did not start. {_errors}");
            }
        }
    }
}
