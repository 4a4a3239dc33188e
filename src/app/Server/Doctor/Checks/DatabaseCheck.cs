using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Server.Doctor.Checks;

/// <summary>Whether the database of threads, memory and settings opens and its pages are whole.</summary>
internal sealed class DatabaseCheck : IDoctorCheck
{
    public string Id => "database.gatehouse";

    public string Good => "gatehouse.db is whole, or made at the first start.";

    public IEnumerable<DoctorFinding> Look(DoctorFacts facts)
    {
        var file = facts.In("gatehouse.db");
        return File.Exists(file)
            ? DatabaseProbe
                .Problems(file, "gatehouse", live: facts.IsInUse)
                .Select(problem =>
                    DoctorFinding.Fail($"{file}: {problem}", "Stop the server, keep the file as it is, and restore a backup in its place.")
                )
            : [];
    }
}
