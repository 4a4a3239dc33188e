using Gatehouse.Gate.Ledger;
using Microsoft.Data.Sqlite;

namespace Gatehouse.Storage.Ledger;

/// <summary>Walks rows of a file that may be damaged: where the walk breaks off, a problem is noted instead of an exception.</summary>
internal sealed class GuardedRows(List<LedgerProblem> found, string table)
{
    public bool Broke { get; private set; }

    public IEnumerable<T> Walk<T>(Func<IEnumerable<T>> rows)
    {
        using var walk = Try(() => rows().GetEnumerator());
        while (walk is not null && Try(walk.MoveNext))
        {
            yield return walk.Current;
        }
    }

    private T? Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (SqliteException problem)
        {
            Broke = true;
            found.Add(LedgerFileCheck.Unreadable(table, problem));
            return default;
        }
    }
}
