using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gatehouse.Agent;
using Gatehouse.Agent.Completions;
using Gatehouse.Agent.Memory;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Threads;
using Gatehouse.Egress.Leases;
using Gatehouse.Gate;
using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Leaks.Wrappings;
using Gatehouse.Security.Policy;
using Gatehouse.Server;
using Gatehouse.Server.Access;
using Gatehouse.Server.Access.Tokens;
using Gatehouse.Server.Configuration;
using Gatehouse.Server.Endpoints;
using Gatehouse.Server.Events;
using Gatehouse.Server.Listening;
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
using Gatehouse.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.App.Tests.Server;

/// <summary>The real listeners, front door, routes and stores on a free loopback port; only the clock stands still and no loop runs.</summary>
public sealed class GatewayUnderTest : IAsyncLifetime
{
    public const string Token = "a-token-of-the-owner-0123456789";

    private readonly string _folder = Directory.CreateTempSubdirectory("gh-").FullName;
    private readonly List<IDisposable> _files = [];
    private readonly (string Name, string Value)[] _more;
    private readonly X509Certificate2? _authority;
    private WebApplication _app = null!;
    private GateServices _gate = null!;
    private AgentServices _agent = null!;

    public GatewayUnderTest()
        : this(null, []) { }

    private GatewayUnderTest(X509Certificate2? authority, (string Name, string Value)[] more) => (_authority, _more) = (authority, more);

    public StoppedClock Clock { get; } = new();

    public HttpClient Http { get; private set; } = null!;

    public int Port { get; private set; }

    internal LoginCodes Codes => _app.Services.GetRequiredService<LoginCodes>();

    internal Revocation Revocation => _app.Services.GetRequiredService<Revocation>();

    internal EventHub Events => _app.Services.GetRequiredService<EventHub>();

    /// <summary>Where it really listens.</summary>
    public IReadOnlyCollection<string> Addresses => [.. _app.Urls];

    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>One with more settings than the usual.</summary>
    public static Task<GatewayUnderTest> StartAsync(params (string Name, string Value)[] more) => StartAsync(null, more);

    /// <summary>One that speaks TLS, to a client that trusts the given authority.</summary>
    public static async Task<GatewayUnderTest> StartAsync(X509Certificate2? authority, params (string Name, string Value)[] more)
    {
        var gateway = new GatewayUnderTest(authority, more);
        await gateway.InitializeAsync();
        return gateway;
    }

    public async Task InitializeAsync()
    {
        var table = new Dictionary<string, string>
        {
            ["GATEHOUSE_HOME"] = _folder,
            ["GATEWAY_PORT"] = "0",
            ["GATEWAY_AUTH_TOKEN"] = Token,
            ["GATEWAY_PUBLIC_URL"] = "https://gatehouse.example",
        };
        foreach (var (name, value) in _more)
        {
            table[name] = value;
        }

        var (settings, problems) = SettingsReader.Read(table);
        Assert.Empty(problems);
        var home = Keep(HomeFolder.Open(_folder));
        var ledger = Keep(SqliteLedgerStore.Open(home.LedgerPath, Clock));
        var database = Keep(SqliteFile.Open(home.DatabasePath, "gatehouse"));
        var (stored, levels) = (new SettingTable(database), new LogLevels());
        var policy = new GatePolicy([], Clock);
        var outbound = Keep(new Outbound(policy, [], [], Clock));
        var (hub, threads, logs) = (new EventHub(), new SqliteThreadStore(database), NullLoggerFactory.Instance);
        _agent = new AgentServices(
            new AgentNeeds(ModelSettings.Offline, threads, new SqliteMemoryStore(database), outbound, new TurnEvents(hub), Clock, logs)
        );
        var tokens = new TokenTable(database);
        _agent.Drivers.Add(new CreateTokenDriver(tokens));
        _gate = new GateServices(
            ledger,
            Keep(LedgerKey.Create()),
            policy,
            new GateOptions(),
            _agent.Drivers.Add(new ChangeSettingsDriver(stored, levels, Clock)),
            new GateEvents(hub),
            _agent.Settled,
            DeepScan.Shared,
            Clock,
            logs
        );
        await _gate.StartAsync("test", CancellationToken.None);
        _app = GatewayHost.Build(
            settings,
            home.SocketPath,
            services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.AddLogging();
                services.AddSingleton(_gate);
                services.AddSingleton(new StopFile(home.Path, _gate, NullLogger<StopFile>.Instance));
                services.AddSingleton(hub);
                services.AddSingleton(levels);
                services.AddSingleton(new LogHub(hub));
                services.AddSingleton(_agent.Conversations);
                services.AddSingleton<IThreadStore>(threads);
                services.AddSingleton<IMemoryStore>(new SqliteMemoryStore(database));
                services.AddSingleton(new SessionTable(database));
                services.AddSingleton(tokens);
                services.AddSingleton(new ProgramCalls(_gate.Gate, ModelSettings.Offline));
                var sources = new SettingSources(new Dictionary<string, string>(), table, ConfigFile.None);
                services.AddSingleton(new SettingsInForce(sources, settings, stored.All, _gate));
                services.AddSingleton(services =>
                {
                    var inForce = services.GetRequiredService<SettingsInForce>();
                    return new SettingBook(() => inForce.Sources, inForce.Value, stored.All);
                });
            }
        );
        _app.MapGet("/api/broken", Broken).WithFacts(new RouteFacts("Breaks"));
        _app.MapGet("/api/without-facts", () => "told");
        await _app.StartAsync();
        var url = _app.Urls.Single(url => !url.StartsWith("http://unix:", StringComparison.Ordinal));
        Port = new Uri(url).Port;
        // As a hostile client would: more than ASCII.
        var dial = new SocketsHttpHandler
        {
            UseCookies = false,
            UseProxy = false,
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        };
        if (_authority is not null)
        {
            dial.SslOptions = RawHttp.Trusting(_authority);
        }

        Http = new HttpClient(dial) { BaseAddress = new Uri(url) };
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        Events.Close();
        await _app.DisposeAsync();
        await _agent.DisposeAsync();
        await _gate.DisposeAsync();
        _files.Reverse();
        _files.ForEach(file => file.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    public Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        string? token = null,
        string? json = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path);
        request.Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<HttpStatusCode> StatusAsync(
        HttpMethod method,
        string path,
        string? token = null,
        string? json = null,
        params (string Name, string Value)[] headers
    )
    {
        using var response = await SendAsync(method, path, token, json, headers);
        return response.StatusCode;
    }

    /// <summary>Signs a browser in; returns both halves of its session.</summary>
    public async Task<(string Cookie, string PageKey)> SignInAsync(string agent = "test")
    {
        using var response = await SendAsync(
            HttpMethod.Post,
            "/api/auth/login",
            json: $$"""{"code":"{{Codes.Create().Code}}"}""",
            headers: ("User-Agent", agent)
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        using var body = System.Text.Json.JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (cookie.Split(';')[0], body.RootElement.GetProperty("page_key").GetString()!);
    }

    private static string Broken(HttpContext context) => throw new InvalidOperationException("inside: /secret/path");

    private T Keep<T>(T file)
        where T : IDisposable
    {
        _files.Add(file);
        return file;
    }
}
