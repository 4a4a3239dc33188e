using Gatehouse.Egress.Dialling;
using Gatehouse.Security.Effects;

namespace Gatehouse.Egress.Receiving;

/// <summary>
/// The body as the transport reads it. When it is let go and nothing of the answer is left, its connection is kept for the next request;
/// otherwise the connection is closed, for the rest would be taken for the next answer.
/// </summary>
internal sealed class AnswerStream(Stream body, PooledConnection connection, ConnectionPools pools) : AsyncStream
{
    /// <summary>
    /// Most of an unread rest that is read to save the connection, bytes with their framing, and how long it may take. 4 KB: the page of a
    /// redirect, or what follows a model's last event; a handshake costs about as much. It is limited and not charged: the effect may be
    /// settled by then. A quarter of a second: after a stop nothing goes on for one.
    /// </summary>
    private const int MaxRest = 4096;

    private static readonly TimeSpan RestTime = TimeSpan.FromMilliseconds(250);

    private volatile bool _isWhole;
    private volatile bool _isBroken;
    private volatile bool _isReading;
    private int _isLetGo;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _isLetGo) != 0, this);
        return ReadMoreAsync(buffer, ct);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _isLetGo, 1) == 0)
        {
            connection.LeaveAtMost(MaxRest);
            // Nobody waits for it: the answer was used, and the connection is nobody else's before it is given back.
            _ = LetGoAsync(mayReadRest: !_isWhole && !_isBroken && !_isReading && connection.Key.Caller != EffectCallers.Http);
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadMoreAsync(Memory<byte> buffer, CancellationToken ct)
    {
        _isReading = true;
        try
        {
            var read = await body.ReadAsync(buffer, ct);
            _isWhole |= read == 0 && buffer.Length > 0;
            return read;
        }
        catch
        {
            _isBroken = true;
            throw;
        }
        finally
        {
            _isReading = false;
        }
    }

    private async Task LetGoAsync(bool mayReadRest)
    {
        var wasReading = _isReading;
        if (mayReadRest)
        {
            await TryAsync(ReadRestAsync);
        }

        await TryAsync(() => body.DisposeAsync().AsTask());
        if (_isWhole && !_isBroken && !wasReading)
        {
            pools.Return(connection);
        }
        else
        {
            connection.Dispose();
        }
    }

    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
#pragma warning disable CA1031 // Nobody waits for it: whatever it is, this connection is not read from again.
        catch (Exception)
#pragma warning restore CA1031
        {
            _isBroken = true;
        }
    }

    private async Task ReadRestAsync()
    {
        using var limit = new CancellationTokenSource(RestTime);
        var rest = new byte[MaxRest];
        for (var room = MaxRest; room > 0 && !_isWhole; )
        {
            room -= await ReadMoreAsync(rest.AsMemory(0, room), limit.Token);
        }
    }
}
