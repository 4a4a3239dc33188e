using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Doctor;

/// <summary>What the checks look at.</summary>
/// <param name="Given">Settings of this terminal, also names that are none.</param>
/// <param name="Settings">As the terminal and the home have them; nothing to rely on when there are problems.</param>
/// <param name="Server">Null when no server of this home answers.</param>
/// <param name="IsHeld">Whether a process holds the home, answering or not.</param>
/// <param name="Folder">Where the command was called.</param>
internal sealed record DoctorFacts(
    string Home,
    IReadOnlyDictionary<string, string> Given,
    ServerSettings Settings,
    IReadOnlyList<SettingProblem> Problems,
    RunningServer? Server,
    bool IsHeld,
    string Folder,
    TimeProvider Clock
)
{
    public bool HasHome => Directory.Exists(Home);

    /// <summary>Whether the files may be changing: they are read with their locks then.</summary>
    public bool IsInUse => Server is not null || IsHeld;

    /// <summary>The ledger's file, to be read as a whole; null when there is none yet.</summary>
    /// <exception cref="IOException">Somebody who does not answer may be writing it.</exception>
    public string? LedgerAtRest =>
        IsHeld ? throw new IOException("a process holds the home and does not answer, so the ledger may be changing")
        : File.Exists(In("ledger.db")) ? In("ledger.db")
        : null;

    public string In(string name) => Path.Combine(Home, name);
}
