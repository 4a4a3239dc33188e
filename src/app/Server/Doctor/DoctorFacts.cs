using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Doctor;

/// <summary>What the checks look at.</summary>
/// <param name="Given">Settings of this terminal, also names that are none.</param>
/// <param name="Settings">As the terminal and the home have them; nothing to rely on when there are problems.</param>
/// <param name="Server">Null when no server of this home answers.</param>
/// <param name="Folder">Where the command was called.</param>
internal sealed record DoctorFacts(
    string Home,
    IReadOnlyDictionary<string, string> Given,
    ServerSettings Settings,
    IReadOnlyList<SettingProblem> Problems,
    RunningServer? Server,
    string Folder,
    TimeProvider Clock
)
{
    public bool HasHome => Directory.Exists(Home);

    public string In(string name) => Path.Combine(Home, name);
}
