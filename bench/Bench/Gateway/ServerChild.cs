using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Gatehouse.Bench.Gateway;

/// <summary>A server as a process of its own, so that its CPU time and memory are nobody else's.</summary>
internal sealed class ServerChild : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(40);

    private static readonly string[] Inherited = ["PATH", "DOTNET_ROOT", "TMPDIR", "TZ"];

    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private int[] _workers = [];

    private ServerChild(ProcessStartInfo start, int port, string? token, out long started)
    {
        (Port, Token) = (port, token);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        started = Stopwatch.GetTimestamp();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>The owner's; null when nobody is asked for one.</summary>
    public string? Token { get; }

    /// <summary>From the start of the process to the first 200 of /api/health.</summary>
    public TimeSpan UntilHealthy { get; private set; }

    /// <summary>Of the process, and of its workers where it is one that has some.</summary>
    public TimeSpan Cpu => _workers.Aggregate(Native.CpuOf(_process.Id), (sum, worker) => sum + Native.CpuOf(worker));

    /// <summary>Its memory; what it shares is counted by how many share it, so other .NET programs make it less.</summary>
    public double PssMegabytes => Memory("Pss:");

    /// <summary>Its memory with all that it shares.</summary>
    public double RssMegabytes => Memory("Rss:");

    /// <summary>The product, as a user starts it, with nothing of this machine's settings.</summary>
    public static Task<ServerChild> GatehouseAsync(BenchFolder folder, string home)
    {
        var program = Path.Combine(folder.Root, "artifacts", "bin", "Cli", "release", "gatehouse");
        var (port, token) = (FreePort(), RandomNumberGenerator.GetHexString(32));
        var start = new ProcessStartInfo(program, ["run"]) { WorkingDirectory = home };
        Clear(start);
        start.Environment["HOME"] = home;
        start.Environment["GATEHOUSE_HOME"] = home;
        start.Environment["GATEWAY_PORT"] = Text(port);
        start.Environment["GATEWAY_AUTH_TOKEN"] = token;
        return StartAsync(start, port, token);
    }

    /// <summary>Kestrel and nothing else.</summary>
    /// <param name="answer">A file with an answer of the product, to be given as it is.</param>
    public static Task<ServerChild> BareAsync(string answer) => PeerAsync(BareServer.Argument, token: null, answer);

    /// <summary>The product's event hub, for any number of subscribers.</summary>
    public static Task<ServerChild> HubAsync() => PeerAsync(HubServer.Argument, token: null);

    /// <summary>A minimal API.</summary>
    /// <param name="answer">A file with an answer of the product; what it says is put into JSON each time.</param>
    public static Task<ServerChild> MinimalApiAsync(string answer)
    {
        var token = RandomNumberGenerator.GetHexString(32);
        return PeerAsync(MinimalApi.Argument, token, answer, token);
    }

    /// <summary>nginx with nchan. Its master's CPU time and its worker's are counted together.</summary>
    /// <param name="scratch">Where it finds its configuration and leaves its files.</param>
    public static async Task<ServerChild> NginxAsync(NginxPeer nginx, string scratch)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(nginx.Program, nginx.SetUp(Path.Combine(scratch, "nginx"), port));
        Clear(start);
        var child = await StartAsync(start, port, token: null);
        var master = child._process.Id;
        var workers = await File.ReadAllTextAsync($"/proc/{master}/task/{master}/children");
        child._workers = [.. workers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
        return child;
    }

    public async ValueTask DisposeAsync()
    {
        Native.End(_process.Id);
        using var within = new CancellationTokenSource(EndsWithin);
        await _process.WaitForExitAsync(within.Token);
        _process.Dispose();
    }

    // This program as another, which is given its port first.
    private static Task<ServerChild> PeerAsync(string argument, string? token, params string[] more)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(Environment.ProcessPath!, [argument, Text(port), .. more]);
        Clear(start);
        // As the product has it; this program's own setting is another.
        start.Environment["DOTNET_gcConcurrent"] = "1";
        return StartAsync(start, port, token);
    }

    private static async Task<ServerChild> StartAsync(ProcessStartInfo start, int port, string? token)
    {
        if (!File.Exists(start.FileName))
        {
            throw new FileNotFoundException("It is not built: ./dev bench builds it.", start.FileName);
        }

        var child = new ServerChild(start, port, token, out var started);
        while (!await IsHealthyAsync(port))
        {
            if (child._process.HasExited || Stopwatch.GetElapsedTime(started) > StartsWithin)
            {
                child._process.Kill();
                throw new InvalidOperationException($"{start.FileName} does not answer:\n{child.Said()}");
            }

            await Task.Delay(2);
        }

        child.UntilHealthy = Stopwatch.GetElapsedTime(started);
        return child;
    }

    private static async Task<bool> IsHealthyAsync(int port)
    {
        try
        {
            using var connection = await KeptConnection.OpenAsync(port, "/api/health", token: null);
            await connection.AskAsync();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static void Clear(ProcessStartInfo start)
    {
        var kept = Inherited
            .Select(name => (name, Value: Environment.GetEnvironmentVariable(name)))
            .Where(variable => variable.Value is not null)
            .ToList();
        start.Environment.Clear();
        kept.ForEach(variable => start.Environment[variable.name] = variable.Value);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private double Memory(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/smaps_rollup").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line[name.Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    private void Keep(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private string Said()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }
}
