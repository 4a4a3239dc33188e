using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Faults;

/// <summary>All calls over the ports pass here, one at a time: they are counted, watched, and one of them fails as planned.</summary>
internal sealed class FaultLine(PlannedFault? planned = null, Action<FaultPoint, bool>? watch = null)
{
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;

    private readonly Lock _gate = new();
    private int _calls;
    private Exception? _noWrites;
    private FaultPort? _noWritesOf;

    /// <summary>The call that the planned fault met; null before.</summary>
    public FaultPoint? StruckAt { get; private set; }

    public bool Struck => StruckAt is not null;

    /// <summary>Calls so far: one that stands still says that nothing goes on.</summary>
    public int Calls => Volatile.Read(ref _calls);

    public T Pass<T>(FaultPort port, string call, bool acts, Func<T> work)
    {
        lock (_gate)
        {
            var point = new FaultPoint(_calls++, port, call, acts);
            watch?.Invoke(point, false);
            var strikes = planned?.Index == point.Index;
            StruckAt = strikes ? point : StruckAt;
            if (strikes && planned!.Kind != FaultKind.IoErrorAfter)
            {
                Begin(point, planned.Kind);
            }

            if (_noWrites is not null && acts && IsHit(port))
            {
                throw _noWrites;
            }

            var result = work();
            if (strikes && planned!.Kind == FaultKind.IoErrorAfter)
            {
                throw Broken(port);
            }

            watch?.Invoke(point, true);
            return result;
        }
    }

    private void Begin(FaultPoint point, FaultKind kind)
    {
        switch (kind)
        {
            case FaultKind.DiskFull:
                _noWrites = new SqliteException("database or disk is full", SqliteFull);
                break;
            case FaultKind.ReadOnly:
                (_noWrites, _noWritesOf) = (new SqliteException("attempt to write a readonly database", SqliteReadOnly), point.Port);
                break;
            default:
                throw Broken(point.Port);
        }
    }

    // Conversations and memory are in one file.
    private bool IsHit(FaultPort port) =>
        port is FaultPort.Ledger or FaultPort.Threads or FaultPort.Memory
        && (_noWritesOf is null || (_noWritesOf == FaultPort.Ledger) == (port == FaultPort.Ledger));

    private static Exception Broken(FaultPort port) =>
        port switch
        {
            FaultPort.Web => new HttpRequestException("the connection broke"),
            FaultPort.Model => new IOException("the connection broke"),
            _ => new SqliteException("disk I/O error", SqliteIoError),
        };
}
