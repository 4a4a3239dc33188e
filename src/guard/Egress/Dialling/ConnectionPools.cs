using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Egress.Dialling;

/// <summary>The connections that nobody rents. Thread-safe.</summary>
internal sealed class ConnectionPools(GuardedConnect connect, TimeProvider clock) : IDisposable
{
    /// <summary>Most that are kept, of all callers and hosts together: a turn reads a dozen pages, and each costs a descriptor.</summary>
    private const int MaxKept = 64;

    private readonly Lock _lock = new();

    // The one used last is the last, and goes out first: it is the least likely to be closed.
    private readonly List<PooledConnection> _kept = [];
    private bool _isDisposed;

    public PooledConnection Rent(string caller, RequestTarget target)
    {
        var key = ConnectionKey.Of(caller, target);
        List<PooledConnection> gone;
        PooledConnection? kept;
        lock (_lock)
        {
            if (_isDisposed)
            {
                throw EgressFailure.Stopping();
            }

            gone = TakeGone();
            kept = _kept.FindLast(connection => connection.Key == key);
            if (kept is not null)
            {
                _kept.Remove(kept);
            }
        }

        gone.ForEach(connection => connection.Dispose());
        return kept ?? new PooledConnection(key, connect);
    }

    /// <summary>Keeps a connection whose answer was read to its end; whatever was not is disposed by its renter.</summary>
    public void Return(PooledConnection connection)
    {
        connection.End(clock.GetUtcNow());
        List<PooledConnection> gone;
        lock (_lock)
        {
            // The http tool's are not kept: its requests may change something, so none is risked on a connection that may be closing.
            if (_isDisposed || connection.Key.Caller == EffectCallers.Http)
            {
                gone = [connection];
            }
            else
            {
                _kept.Add(connection);
                gone = TakeGone();
            }
        }

        gone.ForEach(other => other.Dispose());
    }

    public void Dispose()
    {
        List<PooledConnection> all;
        lock (_lock)
        {
            _isDisposed = true;
            all = [.. _kept];
            _kept.Clear();
        }

        all.ForEach(connection => connection.Dispose());
    }

    // By the wall clock: a machine that slept has slept with its connections open. The transport's own limit runs late by a quarter.
    private List<PooledConnection> TakeGone()
    {
        var now = clock.GetUtcNow();
        var gone = _kept.FindAll(connection => !connection.IsOpen || now - connection.KeptSince >= connection.IdleLimit);
        if (gone.Count > 0)
        {
            _kept.RemoveAll(gone.Contains);
        }

        if (_kept.Count > MaxKept)
        {
            gone.Add(_kept[0]);
            _kept.RemoveAt(0);
        }

        return gone;
    }
}
