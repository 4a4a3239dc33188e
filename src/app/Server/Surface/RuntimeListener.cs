using System.Globalization;
using Gatehouse.Server.Access;

namespace Gatehouse.Server.Surface;

/// <summary>The socket that the .NET runtime opens in every program, before ours begins. It is not ours, and it is there, so it is told.</summary>
internal static class RuntimeListener
{
    public static readonly ListenerFacts Facts = new(
        Listeners.None,
        "runtime",
        "Unix socket `dotnet-diagnostic-*` in the temporary folder, made by .NET",
        ["DOTNET_EnableDiagnostics=0"],
        "processes of the same user, by the socket's mode; they could read our memory without it too",
        "none of ours",
        "Debuggers and dotnet-trace"
    );

    /// <summary>Its path; empty when it was switched off.</summary>
    public static IReadOnlyList<string> Addresses() =>
        Directory.GetFiles(
            Path.GetTempPath(),
            string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{Environment.ProcessId}-{Key()}-socket")
        );

    // A killed process leaves its socket's file behind, and the next one may get its number: on Linux the runtime adds the start time,
    // field 22 of proc_pid_stat(5). The second field, a name, may hold anything; the third begins behind its bracket.
    private static string Key() =>
        OperatingSystem.IsLinux() && File.ReadAllText("/proc/self/stat") is var stat
            ? stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[22 - 3]
            : "*";
}
