using System.Collections.Immutable;
using Gatehouse.Agent;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;
using Gatehouse.Egress.Credentials;
using Gatehouse.Egress.Leases;
using Gatehouse.Gate;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Policy;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Server.Events;
using Gatehouse.Server.Listening;
using Gatehouse.Server.Logging;
using Gatehouse.Storage.Home;
using Gatehouse.Storage.Ledger;
using Gatehouse.Storage.Memory;
using Gatehouse.Storage.Sessions;
using Gatehouse.Storage.Sqlite;
using Gatehouse.Storage.Threads;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Server.Composition;

/// <summary>Every part of the server, built in dependency order and ended in the reverse.</summary>
internal sealed class ServerParts : IAsyncDisposable
{
    private readonly ServerSettings settings;
    private readonly HomeFolder home;
    private readonly ILoggerFactory logs;
    private readonly SqliteLedgerStore ledger;
    private readonly SqliteFile database;
    private readonly Outbound outbound;
    private readonly AgentServices agent;
    private readonly GateServices gate;
    private readonly EventHub events = new();
    private readonly WebApplication web;

    private ServerParts(ServerSettings settings, HomeFolder home, TextWriter errors, TimeProvider clock)
    {
        (this.settings, this.home) = (settings, home);
        var scanner = new LeakScanner();
        logs = LoggerFactory.Create(builder =>
            builder.AddProvider(new FileLoggerProvider(new LogFile(home.LogsPath), errors, scanner, clock))
        );

        ledger = SqliteLedgerStore.Open(home.LedgerPath, clock);
        database = SqliteFile.Open(home.DatabasePath, "gatehouse");
        var threads = new SqliteThreadStore(database);

        var endpoints = Endpoints(settings.Llm);
        var policy = new GatePolicy(endpoints, clock);
        outbound = new Outbound(policy, endpoints, Credentials(settings.Llm), clock);
        agent = new AgentServices(
            new AgentNeeds(Model(settings.Llm), threads, new SqliteMemoryStore(database), outbound, new TurnEvents(events), clock, logs)
        );
        gate = new GateServices(
            ledger,
            policy,
            Limits(settings),
            agent.Drivers,
            new GateEvents(events),
            agent.Settled,
            scanner,
            clock,
            logs
        );
        web = GatewayHost.Build(
            settings,
            home.SocketPath,
            services =>
            {
                services.AddSingleton(clock);
                services.AddSingleton(new ServerClock(clock));
                services.AddSingleton(logs);
                services.AddSingleton(gate);
                services.AddSingleton(events);
                services.AddSingleton(agent.Conversations);
                services.AddSingleton<IThreadStore>(threads);
                services.AddSingleton(new SessionTable(database));
            }
        );
    }

    public static ServerParts Open(ServerSettings settings, TextWriter errors, TimeProvider clock)
    {
        ControlSocket.CloseNewFilesToOthers();
        var home = HomeFolder.Open(settings.Home);
        try
        {
            return new ServerParts(settings, home, errors, clock);
        }
        catch
        {
            home.Dispose();
            throw;
        }
    }

    public async Task RunAsync(TextWriter output, CancellationToken ct)
    {
        await gate.StartAsync($"gatehouse {ProductVersion.Text} started", ct);
        await agent.StartAsync(gate, ct);
        var verified = Task.Run(gate.VerifyAtStart, CancellationToken.None);
        ControlSocket.RemoveStale(home.SocketPath);
        await web.StartAsync(ct);
        await output.WriteAsync(Banner.Text(settings, home, web.Services.GetRequiredService<LoginLinks>()));
        await output.FlushAsync(ct);
        await StoppingAsync(ct);
        // Streams first: they are requests in flight that would never end by themselves.
        events.Close();
        await web.StopAsync(CancellationToken.None);
        await verified;
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await agent.DisposeAsync();
        await gate.DisposeAsync();
        outbound.Dispose();
        database.Dispose();
        ledger.Dispose();
        logs.Dispose();
        home.Dispose();
    }

    private async Task StoppingAsync(CancellationToken ct)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var asked = web.Lifetime.ApplicationStopping.Register(stopping.SetResult);
        using var cancelled = ct.Register(web.Lifetime.StopApplication);
        await stopping.Task;
    }

    private static ImmutableArray<ConfiguredEndpoint> Endpoints(LlmSettings llm) =>
        llm.BaseUrl is { } url ? [new ConfiguredEndpoint(EffectCallers.Model, url.Host, url.Port)] : [];

    private static ImmutableArray<EgressCredential> Credentials(LlmSettings llm) =>
        llm is { BaseUrl: { } url, ApiKey: { } key } ? [new EgressCredential(EffectCallers.Model, url.Host, url.Port, key)] : [];

    private static ModelSettings Model(LlmSettings llm) =>
        new(ModelBackends.Parse(llm.BackendName)!.Value, llm.BaseUrl, llm.Model) { Timeout = llm.RequestTimeout };

    private static GateOptions Limits(ServerSettings settings) =>
        new()
        {
            TokensPerDay = settings.Budget.TokensPerDay,
            RequestsPerDay = settings.Budget.RequestsPerDay,
            ApprovalExpiry = settings.ApprovalExpiry,
            ModelTimeout = settings.Llm.RequestTimeout,
        };
}
