using System.Collections.Immutable;
using Gatehouse.Agent;
using Gatehouse.Agent.Completions;
using Gatehouse.Agent.Memory;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;
using Gatehouse.Egress.Credentials;
using Gatehouse.Egress.Leases;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Server.Events;
using Gatehouse.Server.Listening;
using Gatehouse.Server.Listening.Tls;
using Gatehouse.Server.Logging;
using Gatehouse.Server.Stopping;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Memory;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Settings;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Threads;
using Gatehouse.Storage.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Composition;

/// <summary>Every part of the server, built in dependency order and ended in the reverse.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly ServerSettings _settings;
    private readonly HomeFolder _home;
    private readonly ILoggerFactory _logs;
    private readonly SqliteLedgerStore _ledger;
    private readonly LedgerKey _key;
    private readonly SqliteFile _database;
    private readonly Outbound _outbound;
    private readonly AgentServices _agent;
    private readonly GateServices _gate;
    private readonly EventHub _events = new();
    private readonly StopFile _stopFile;
    private readonly SettingsInForce _inForce;
    private readonly WebApplication _web;

    private ServerParts(
        ServerSettings settings,
        SettingSources sources,
        HomeFolder home,
        LedgerKey key,
        SqliteFile database,
        TextWriter errors,
        TimeProvider clock
    )
    {
        (_settings, _home, _key, _database) = (settings, home, key, database);
        var scanner = DeepScan.Shared;
        var (levels, logHub) = (new LogLevels(), new LogHub(_events));
        _logs = LoggerFactory.Create(builder =>
            builder
                // The provider decides, and may decide otherwise while it runs.
                .SetMinimumLevel(LogLevel.Trace)
                // Its lines tell paths and queries; while somebody might want them, each request is given an activity and a scope.
                .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
                .AddProvider(new FileLoggerProvider(new LogOutputs(new LogFile(home.LogsPath), logHub, errors, levels, scanner), clock))
        );

        _ledger = SqliteLedgerStore.Open(home.LedgerPath, clock);
        var stored = new SettingTable(_database);
        var threads = new SqliteThreadStore(_database);
        var memory = new SqliteMemoryStore(_database);
        var tokens = new TokenTable(_database);

        var endpoints = OwnEndpoints.Of(settings.Llm.BaseUrl);
        var policy = new GatePolicy(endpoints, clock, settings.Policy);
        _outbound = new Outbound(policy, endpoints, Credentials(settings.Llm), clock);
        _agent = new AgentServices(new AgentNeeds(Model(settings.Llm), threads, memory, _outbound, new TurnEvents(_events), clock, _logs));
        _agent.Drivers.Add(new CreateTokenDriver(tokens));
        _gate = new GateServices(
            _ledger,
            key,
            policy,
            GateLimits.Of(settings),
            _agent.Drivers.Add(new ChangeSettingsDriver(stored, levels, clock)),
            new GateEvents(_events),
            _agent.Settled,
            scanner,
            clock,
            _logs
        );
        _inForce = new SettingsInForce(sources, settings, stored.All, _gate);
        _stopFile = new StopFile(home.Path, _gate, _logs.CreateLogger<StopFile>());
        _web = GatewayHost.Build(
            settings,
            home.SocketPath,
            services =>
            {
                services.AddSingleton(clock);
                services.AddSingleton(new ServerClock(clock));
                services.AddSingleton(_logs);
                services.AddSingleton(_gate);
                services.AddSingleton(_stopFile);
                services.AddSingleton(_events);
                services.AddSingleton(levels);
                services.AddSingleton(logHub);
                services.AddSingleton(_agent.Conversations);
                services.AddSingleton<IThreadStore>(threads);
                services.AddSingleton<IMemoryStore>(memory);
                services.AddSingleton(new SessionTable(_database));
                services.AddSingleton(tokens);
                services.AddSingleton(new ProgramCalls(_gate.Gate, Model(settings.Llm)));
                services.AddSingleton(_inForce);
                services.AddSingleton(new SettingBook(() => _inForce.Sources, _inForce.Value, stored.All));
            }
        );
    }

    /// <param name="given">As the command line and the environment have them: enough to find the home.</param>
    /// <exception cref="SettingsUnusableException">With what is stored in the home they cannot be used.</exception>
    public static ServerParts Open(SettingSources sources, ServerSettings given, TextWriter errors, TimeProvider clock)
    {
        ControlSocket.CloseNewFilesToOthers();
        if (given.Gateway.Tls is { } tls)
        {
            // Before anything is opened or written: a wrong path is a wrong setting.
            TlsCertificate.Load(tls);
        }

        var home = HomeFolder.Open(given.Home);
        SqliteFile? database = null;
        LedgerKey? key = null;
        try
        {
            database = SqliteFile.Open(home.DatabasePath, "gatehouse");
            var stored = new SettingTable(database).All();
            var (settings, found) = SettingsReader.Read(sources.With(stored));
            var problems = sources.AllProblems(found);
            if (problems.Count > 0)
            {
                throw new SettingsUnusableException(problems, sources, stored);
            }

            (key, var notice) = LedgerKeyFile.Open(home.Path);
            return new ServerParts(settings, sources, notice is null ? home : home.With(notice), key, database, errors, clock);
        }
        catch
        {
            key?.Dispose();
            database?.Dispose();
            home.Dispose();
            throw;
        }
    }

    public async Task RunAsync(TextWriter output, CancellationToken ct)
    {
        await _gate.BeginAsync($"gatehouse {ProductVersion.Text} started");
        // Before anything that the last run left is taken up.
        await _stopFile.WatchAsync();
        await _gate.TakeUpAsync(ct);
        await _agent.StartAsync(_gate, ct);
        var verified = Task.Run(_gate.VerifyAtStart, CancellationToken.None);
        ControlSocket.RemoveStale(_home.SocketPath);
        await _web.StartAsync(ct);
        await output.WriteAsync(Banner.Text(_settings, _home, _web.Services.GetRequiredService<LoginLinks>()));
        await output.FlushAsync(ct);
        using var hangup = ReloadSignal.Watch(_inForce, _gate, _logs.CreateLogger<SettingsInForce>());
        await StoppingAsync(ct);
        // Streams first: they are requests in flight that would never end by themselves.
        _events.Close();
        await _web.StopAsync(CancellationToken.None);
        await verified;
    }

    public async ValueTask DisposeAsync()
    {
        _stopFile.Dispose();
        _inForce.Dispose();
        await _web.DisposeAsync();
        await _agent.DisposeAsync();
        await _gate.DisposeAsync();
        _outbound.Dispose();
        _database.Dispose();
        _ledger.Dispose();
        _key.Dispose();
        _logs.Dispose();
        _home.Dispose();
    }

    private async Task StoppingAsync(CancellationToken ct)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var asked = _web.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        using var cancelled = ct.Register(_web.Lifetime.StopApplication);
        await stopping.Task;
    }

    private static ImmutableArray<EgressCredential> Credentials(LlmSettings llm) =>
        llm is { BaseUrl: { } url, ApiKey: { } key } ? [new EgressCredential(EffectCallers.Model, url.Host, url.Port, key)] : [];

    public static ModelSettings Model(LlmSettings llm) =>
        new(ModelBackends.Parse(llm.BackendName)!.Value, llm.BaseUrl, llm.Model) { Timeout = llm.RequestTimeout };
}
