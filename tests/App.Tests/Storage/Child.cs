using System.Diagnostics;

namespace Gatehouse.App.Tests.Storage;

/// <summary>This assembly, started as a process that a test may kill.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process process;

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

        process = Process.Start(start)!;
    }

    public int Id => process.Id;

    public string? ReadLine() => process.StandardOutput.ReadLine();

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    /// <returns>What it had written and nobody had read yet.</returns>
    public IReadOnlyList<string> Kill()
    {
        process.Kill();
        var rest = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return rest;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }
}
