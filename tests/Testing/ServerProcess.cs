using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Gatehouse.Testing;

/// <summary>A child process whose output is kept. It is ended by its id, and always ended.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    public bool HasExited => _exited.Task.IsCompleted;

    /// <summary>Null while it runs; 128 + signal when one ended it.</summary>
    public int? ExitCode => HasExited ? _process.ExitCode : null;

    /// <param name="input">Its standard input, whole.</param>
    public static ServerProcess Start(ProcessStartInfo start, string? input = null)
    {
        if (!File.Exists(start.FileName) && start.FileName.Contains('/', StringComparison.Ordinal))
        {
            throw new FileNotFoundException("not built: ./dev test builds it", start.FileName);
        }

        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var child = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        child._process.OutputDataReceived += (_, line) => Append(child._output, line.Data);
        child._process.ErrorDataReceived += (_, line) => Append(child._errors, line.Data);
        child._process.Exited += (_, _) => child._exited.TrySetResult();
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        child._process.StandardInput.Write(input);
        child._process.StandardInput.Close();
        return child;
    }

    /// <summary>Waits until <paramref name="find"/> finds something in the standard output; an exit before that is an error.</summary>
    public async Task<T> WaitForOutputAsync<T>(Func<string, T?> find, TimeSpan? within = null)
        where T : class
    {
        var limit = Stopwatch.StartNew();
        while (true)
        {
            var ended = HasExited;
            if (ended)
            {
                // The end of the process comes before the end of what it said.
                await _process.WaitForExitAsync();
            }

            if (find(Output) is { } found)
            {
                return found;
            }

            if (ended || limit.Elapsed > (within ?? Deadline.Default))
            {
                throw new InvalidOperationException($"{(ended ? $"ended with {_process.ExitCode}" : "too late")}\n{Transcript()}");
            }

            await Task.Delay(10);
        }
    }

    public async Task<int> WaitForExitAsync(TimeSpan? within = null)
    {
        await _exited.Task.WaitAsync(within ?? Deadline.Default);
        // Also waits for the end of both streams.
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>SIGTERM, then the exit code.</summary>
    public Task<int> TerminateAsync(TimeSpan? within = null)
    {
        Signal(Terminate);
        return WaitForExitAsync(within);
    }

    /// <summary>SIGKILL to this process alone: what a crash or the out-of-memory killer does.</summary>
    public async Task KillAsync()
    {
        if (!HasExited)
        {
            _process.Kill();
        }

        await WaitForExitAsync();
    }

    public void Signal(int number)
    {
        if (!HasExited && kill(_process.Id, number) != 0)
        {
            throw new InvalidOperationException($"kill {number} failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    public string Transcript() => $"--- output\n{Output}\n--- errors\n{Errors}";

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _exited.Task;
        }

        _process.Dispose();
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null)
        {
            lock (text)
            {
                text.Append(line).Append('\n');
            }
        }
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int kill(int process, int signal);
}
