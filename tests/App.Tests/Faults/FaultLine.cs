using Microsoft.Data.Sqlite;

namespace Gatehouse.App.Tests.Faults;

/// <summary>All calls over the ports pass here, one at a time: they are counted, watched, and one of them fails as planned.</summary>
internal sealed class FaultLine(Action<FaultPoint, bool>? watch = null)
{
    private const int SqliteReadOnly = 8;
    private const int SqliteIoError = 10;
    private const int SqliteFull = 13;

    private readonly Lock _gate = new();
    private int _calls;
    private int _moves;
    private Exception? _noWrites;
    private FaultPort? _noWritesOf;

    public PlannedFault? Planned { get; init; }

    /// <summary>The call that the planned fault met; null before.</summary>
    public FaultPoint? StruckAt { get; private set; }

    public bool Struck => StruckAt is not null;

    /// <summary>Rises when a call begins and when it ends: while it stands still, nothing changes.</summary>
    public int Moves => Volatile.Read(ref _moves);

    public T Pass<T>(FaultPort port, string call, bool acts, Func<T> work)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _moves);
            try
            {
                return PassUnsynchronized(port, call, acts, work);
            }
            finally
            {
                Interlocked.Increment(ref _moves);
            }
        }
    }

    private T PassUnsynchronized<T>(FaultPort port, string call, bool acts, Func<T> work)
    {
        var point = new FaultPoint(_calls++, port, call, acts);
        watch?.Invoke(point, false);
        var struck = StruckAt is null && Planned?.Meets(point) == true ? Planned.Kind : (FaultKind?)null;
        StruckAt = struck is null ? StruckAt : point;
        if (struck is { } kind and not FaultKind.IoErrorAfter)
        {
            Begin(point, kind);
        }

        if (_noWrites is not null && acts && IsHit(port))
        {
            throw _noWrites;
        }

        var result = work();
        if (struck == FaultKind.IoErrorAfter)
        {
            throw Broken(port);
        }

        watch?.Invoke(point, true);
        return result;
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
