namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the running server listens where its surface document says, and nowhere else, as the kernel tells.</summary>
internal sealed class ListenersCheck : IDoctorCheck
{
    public string Id => "listeners.surface";

    public string Good => "The server listens exactly where it says, or does not run.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        if (facts.Server is null)
        {
            yield break;
        }

        if (!OperatingSystem.IsLinux())
        {
            yield return DoctorFinding.Warn(
                "Which sockets a process has can be looked up on Linux only.",
                "Compare `lsof -i -U` with `gatehouse surfaces`."
            );
            yield break;
        }

        var pid = int.Parse(File.ReadAllText(Path.Combine(facts.In("run"), "pid")), System.Globalization.CultureInfo.InvariantCulture);
        var said = facts.Server.Surface.Listeners.SelectMany(listener => listener.Addresses).Select(ListeningSockets.Normal).ToHashSet();
        var real = ListeningSockets.Of(pid).ToHashSet();
        foreach (var extra in real.Except(said))
        {
            yield return DoctorFinding.Fail(
                $"The server's process {pid} listens on {extra}, which its surface document does not tell.",
                "Stop it, and look at what was loaded into it: variables such as DOTNET_STARTUP_HOOKS and DOTNET_DiagnosticPorts."
            );
        }

        foreach (var missing in said.Except(real))
        {
            yield return DoctorFinding.Fail(
                $"The server says that it listens on {missing}, and its process {pid} does not.",
                "Something else may have taken its place there. Restart the server."
            );
        }
    }
}
