namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the control socket is the owner's alone. The server asks the kernel who calls, whatever the mode says.</summary>
internal sealed class SocketPermissionsCheck : IDoctorCheck
{
    public string Id => "socket.permissions";

    public string Good => "The control socket is closed to other users, or not there.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        var socket = Path.Combine(facts.In("run"), "control.sock");
        return File.Exists(socket) ? FileModes.Look(socket, "600") : [];
    }
}
