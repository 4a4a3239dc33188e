using System.Diagnostics;

namespace Gatehouse.App.Tests.Storage;

/// <summary>This assembly, started as a process that a test may kill.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    public Child(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public string? ReadLine() => _process.StandardOutput.ReadLine();

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    /// <returns>What it had written and nobody had read yet.</returns>
    public IReadOnlyList<string> Kill()
    {
        _process.Kill();
        var rest = _process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _process.WaitForExit();
        return rest;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
