using Dapper;
using Gatehouse.Gate.Ledger;
using Gatehouse.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>A copy of a ledger, opened for verifying. Nothing is created or changed, neither in the file nor beside it.</summary>
/// <remarks>For copies, also of a file together with its <c>-wal</c>. Takes no locks: verify a live ledger through its server.</remarks>
public sealed class LedgerFile : IDisposable
{
    private readonly SqliteConnection _connection;

    private LedgerFile(SqliteConnection connection) => _connection = connection;

    /// <summary>Says nothing about what is in the file yet: damage is for <see cref="Verify"/> to report.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static LedgerFile OpenForReading(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            throw new FileNotFoundException($"there is no file {path}", path);
        }

        return new LedgerFile(DatabaseCopy.Open(full));
    }

    /// <summary>The last entry as it stands in the file; null for an empty ledger.</summary>
    /// <exception cref="UnreadableDatabaseException">It is no ledger that can be read.</exception>
    public static LedgerEntry? Newest(string path)
    {
        try
        {
            using var file = OpenForReading(path);
            file._connection.Execute(DatabaseCopy.Pragmas);
            return EntryTable.Newest(file._connection, limit: 1, before: null, thread: null).FirstOrDefault();
        }
        catch (SqliteException problem)
        {
            throw new UnreadableDatabaseException(path, problem.SqliteErrorCode);
        }
    }

    /// <summary>Checks the chain, its checkpoints, the bodies, the other rows' checksums, the tables' definitions and the database file itself.</summary>
    /// <param name="kept">A head that was exported earlier; null when there is none.</param>
    /// <remarks>A problem of the file rather than of an entry has the number 0. Damage never throws.</remarks>
    public LedgerReport Verify(LedgerHead? kept)
    {
        var found = new List<LedgerProblem>();
        if (!IsLedger(found))
        {
            return new LedgerReport(0, LedgerHead.Empty, found);
        }

        var entries = new GuardedRows(found, "entries");
        var bodies = new GuardedRows(found, "effect_bodies");
        var checkpoints = new GuardedRows(found, "checkpoints");
        var report = LedgerVerifier.Verify(
            entries.Walk(() => EntryTable.All(_connection)),
            kept,
            // Bodies of entries that could not be reached would all look foreign.
            bodies.Walk(() => entries.Broke ? [] : BodyTable.All(_connection)),
            checkpoints: LedgerFileCheck.HasCheckpoints(_connection)
                ? checkpoints.Walk(() => CheckpointTable.NewestFirst(_connection))
                : null
        );
        found.AddRange(LedgerFileCheck.Sums(_connection));
        found.AddRange(LedgerFileCheck.Pages(_connection));
        var all = report.Problems.Concat(found).Take(LedgerVerifier.MaxProblems).ToList();
        return report with { Problems = all };
    }

    public void Dispose() => _connection.Dispose();

    private bool IsLedger(List<LedgerProblem> found)
    {
        try
        {
            _connection.Execute(DatabaseCopy.Pragmas);
            found.AddRange(LedgerFileCheck.Tables(_connection));
        }
        catch (SqliteException problem)
        {
            found.Add(LedgerFileCheck.Unreadable("the file", problem));
        }

        // Altered definitions are reported, and the walk goes on as far as it can.
        return found.All(problem => problem.Problem != "unreadable");
    }
}
