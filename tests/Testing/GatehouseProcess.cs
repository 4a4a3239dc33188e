using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gatehouse.Testing;

/// <summary>What a <c>gatehouse</c> command left behind.</summary>
public sealed record CliResult(int ExitCode, string Output, string Errors);

/// <summary>The unmodified product, as a user starts it, with a home of its own that goes away with it.</summary>
/// <remarks>
/// The program is <c>GATEHOUSE_BIN</c>, else the release build. Its environment holds only what is listed here and what
/// the test adds: no key, proxy or setting of the machine reaches it.
/// </remarks>
public sealed partial class GatehouseProcess : IAsyncDisposable
{
    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "TMPDIR", "TZ"];

    private readonly string _program;
    private readonly Dictionary<string, string> _environment;
    private readonly bool _ownsHome;
    private ServerProcess? _server;

    private GatehouseProcess(IReadOnlyDictionary<string, string>? settings, string? program, string? home)
    {
        _program =
            program
            ?? Environment.GetEnvironmentVariable("GATEHOUSE_BIN")
            ?? Path.Combine(Repository.Root, "artifacts", "bin", "Cli", "release", "gatehouse");
        // Short: the control socket's path has to stay under 107 bytes.
        _ownsHome = home is null;
        Home = home ?? Directory.CreateTempSubdirectory("gh-").FullName;
        Port = int.TryParse(settings?.GetValueOrDefault("GATEWAY_PORT"), out var chosen) ? chosen : Ports.Next();
        _environment = new Dictionary<string, string>
        {
            ["GATEHOUSE_HOME"] = Home,
            ["GATEWAY_PORT"] = Port.ToString(),
            ["HOME"] = Home,
            ["LANG"] = "C.UTF-8",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                _environment[name] = value;
            }
        }

        if (TestNet.IsInside)
        {
            _environment["SSL_CERT_FILE"] = PocketInternet.Shared.Ca.BundlePath;
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            _environment[name] = value;
        }
    }

    public string Home { get; }

    public int Port { get; }

    public string BaseUrl => $"{Scheme}://127.0.0.1:{Port}";

    public string Scheme => Authority is null ? "http" : "https";

    /// <summary>Whom to trust when it speaks HTTPS; null over HTTP.</summary>
    public X509Certificate2? Authority { get; private set; }

    /// <summary>The one-time link that the last start printed.</summary>
    public string LoginLink { get; private set; } = "";

    public string LoginCode => LoginLink[(LoginLink.IndexOf("#login=", StringComparison.Ordinal) + "#login=".Length)..];

    public int ProcessId => Server.Id;

    public bool HasExited => Server.HasExited;

    public int? ExitCode => Server.ExitCode;

    /// <summary>Standard output since the last start.</summary>
    public string Output => Server.Output;

    public string Errors => Server.Errors;

    public string Transcript => Server.Transcript();

    private ServerProcess Server => _server ?? throw new InvalidOperationException("not started");

    /// <summary>Starts <c>gatehouse run</c> and waits for its login link.</summary>
    public static async Task<GatehouseProcess> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        string? program = null,
        string? home = null
    )
    {
        var gatehouse = new GatehouseProcess(settings, program, home);
        try
        {
            await gatehouse.StartServerAsync();
            return gatehouse;
        }
        catch
        {
            await gatehouse.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same over <c>http</c>, or over <c>https</c> with a certificate that <c>gatehouse tls init</c> makes first.</summary>
    public static async Task<GatehouseProcess> StartOverAsync(string scheme, IReadOnlyDictionary<string, string>? settings = null)
    {
        var gatehouse = new GatehouseProcess(settings, program: null, home: null);
        try
        {
            if (scheme == "https")
            {
                await gatehouse.MakeCertificateAsync();
            }

            await gatehouse.StartServerAsync();
            return gatehouse;
        }
        catch
        {
            await gatehouse.DisposeAsync();
            throw;
        }
    }

    /// <summary>For starts that have to be refused: waits for the exit and tells what was said.</summary>
    public static async Task<CliResult> RunUntilExitAsync(
        IReadOnlyDictionary<string, string>? settings = null,
        string? program = null,
        string? home = null
    )
    {
        await using var gatehouse = new GatehouseProcess(settings, program, home);
        return await gatehouse.RunCliAsync("run");
    }

    /// <summary>Runs a command for a home whose server does not run.</summary>
    public static async Task<CliResult> RunAsync(string home, params string[] arguments)
    {
        await using var gatehouse = new GatehouseProcess(null, null, home);
        return await gatehouse.RunCliAsync(arguments);
    }

    /// <summary>The same with settings in its environment, and only those.</summary>
    public static async Task<CliResult> RunWithAsync(string home, IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        await using var gatehouse = new GatehouseProcess(settings, null, home);
        return await gatehouse.RunCliAsync(arguments);
    }

    /// <summary>Runs a command against the same home, with the same environment.</summary>
    public Task<CliResult> RunCliAsync(params string[] arguments) => RunCliAsync(arguments, input: null);

    /// <param name="input">What the command reads on standard input.</param>
    public async Task<CliResult> RunCliAsync(string[] arguments, string? input)
    {
        await using var command = ServerProcess.Start(StartInfo(arguments), input);
        var code = await command.WaitForExitAsync(TimeSpan.FromSeconds(60));
        return new CliResult(code, command.Output, command.Errors);
    }

    /// <summary>The bearer token of the running server.</summary>
    public async Task<string> TokenAsync()
    {
        var shown = await RunCliAsync("token", "show");
        return shown.ExitCode == 0
            ? shown.Output.Trim()
            : throw new InvalidOperationException($"token show ended with {shown.ExitCode}: {shown.Output}{shown.Errors}");
    }

    /// <summary>Runs a command that needs no server, in a home of its own.</summary>
    public static async Task<CliResult> RunAloneAsync(
        string[] arguments,
        IReadOnlyDictionary<string, string>? settings = null,
        string input = ""
    )
    {
        await using var gatehouse = new GatehouseProcess(settings, program: null, home: null);
        await using var command = ServerProcess.Start(gatehouse.StartInfo(arguments), input);
        var code = await command.WaitForExitAsync(TimeSpan.FromSeconds(60));
        return new CliResult(code, command.Output, command.Errors);
    }

    /// <summary>Sends the process a signal by its number.</summary>
    public void Signal(int number) => Server.Signal(number);

    /// <summary>SIGTERM; waits for the end and returns the exit code.</summary>
    public Task<int> StopAsync() => Server.TerminateAsync(TimeSpan.FromSeconds(40));

    /// <summary>SIGKILL to the server alone.</summary>
    public Task Kill9Async() => Server.KillAsync();

    /// <summary>SIGTERM, without waiting for what comes of it.</summary>
    public void SignalStop() => Server.Signal(15);

    /// <summary>Starts again on the same home and port, without waiting until it serves: for those who end it before that.</summary>
    public async Task BeginAsync()
    {
        await Server.DisposeAsync();
        _server = ServerProcess.Start(StartInfo(["run"]));
    }

    /// <summary>Starts again on the same home and port; a server that still runs is stopped first.</summary>
    public async Task RestartAsync()
    {
        if (!HasExited)
        {
            await StopAsync();
        }

        await Server.DisposeAsync();
        await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Authority?.Dispose();
        if (_ownsHome && Directory.Exists(Home))
        {
            Directory.Delete(Home, recursive: true);
        }
    }

    private async Task MakeCertificateAsync()
    {
        var made = await RunCliAsync("tls", "init", "--json");
        using var json = made.ExitCode == 0 ? JsonDocument.Parse(made.Output) : throw new InvalidOperationException(made.Errors);
        foreach (var setting in json.RootElement.GetProperty("settings").EnumerateObject())
        {
            _environment[setting.Name] = setting.Value.GetString()!;
        }

        Authority = X509CertificateLoader.LoadCertificateFromFile(json.RootElement.GetProperty("authority").GetString()!);
    }

    private async Task StartServerAsync()
    {
        _server = ServerProcess.Start(StartInfo(["run"]));
        LoginLink = await _server.WaitForOutputAsync(
            output => LoginLinkLine().Match(output) is { Success: true } match ? match.Value : null,
            TimeSpan.FromSeconds(60)
        );
    }

    private ProcessStartInfo StartInfo(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(_program, arguments) { WorkingDirectory = Home };
        start.Environment.Clear();
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    [GeneratedRegex("https?://[^\\s\"#]+/#login=[A-Za-z0-9_-]+(?=\\s)")]
    private static partial Regex LoginLinkLine();
}
