namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether who holds the home is the server that answers.</summary>
internal sealed class ServerLockCheck : IDoctorCheck
{
    public string Id => "server.lock";

    public string Good => "The home is held by the server that answers, or by nobody.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        if (facts.IsHeld && facts.Server is null)
        {
            yield return DoctorFinding.Fail(
                $"A process holds the home, and no server answers on its control socket{Pid(facts)}.",
                "If it is starting or stopping, wait. If it hangs or is another program, end that process; a new server takes the home then."
            );
        }
        else if (!facts.IsHeld && facts.Server is not null)
        {
            yield return DoctorFinding.Fail(
                "A server answers, and it does not hold this home: its lock file was replaced, so a second server could start on the same files.",
                "Stop the server with Ctrl+C or SIGTERM and start it again."
            );
        }
        else if (!facts.IsHeld && File.Exists(Path.Combine(facts.In("run"), "control.sock")))
        {
            yield return DoctorFinding.Warn(
                "The last server did not end in order: its socket is still there.",
                "Nothing has to be done; the next start removes it and looks the files over."
            );
        }
    }

    private static string Pid(DoctorFacts facts)
    {
        var file = Path.Combine(facts.In("run"), "pid");
        return File.Exists(file) && new FileInfo(file).Length < 16 && int.TryParse(File.ReadAllText(file), out var pid)
            ? $" (process {pid})"
            : "";
    }
}
