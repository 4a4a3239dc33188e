using Gatehouse.Storage.Ledger;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the files of the home are the owner's alone: databases, logs, keys.</summary>
internal sealed class FilePermissionsCheck : IDoctorCheck
{
    /// <summary>Files that are looked at; more than a home has.</summary>
    private const int Most = 10_000;

    // The CA's certificate is for others to have; the socket has a check of its own.
    private static readonly string[] Passed = ["ca.pem", "server.pem", "control.sock"];

    private static readonly string[] Folders = ["run", "logs", "tls"];

    public string Id => "files.permissions";

    public string Good => "The databases, logs and keys are closed to other users.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts) =>
        facts.HasHome
            ? Directory
                .EnumerateFiles(facts.Home, "*.db*", SearchOption.TopDirectoryOnly)
                .Concat(Directory.EnumerateFiles(facts.Home, LedgerKeyFile.Name, SearchOption.TopDirectoryOnly))
                .Concat(Folders.Select(facts.In).Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder)))
                .Where(file => !Passed.Contains(Path.GetFileName(file), StringComparer.Ordinal))
                .Take(Most)
                .SelectMany(file => FileModes.Look(file, "600"))
            : [];
}
