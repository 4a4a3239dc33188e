using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Gatehouse.Server.Access;

namespace Gatehouse.Server.Events;

/// <summary>One open event stream. Its queue is bounded: who reads too slowly loses its place and is told to fetch again.</summary>
/// <remarks>Thread-safe; one reader.</remarks>
internal sealed class EventSubscriber : IDisposable
{
    /// <summary>Frames that wait for one reader: some seconds of a fast model's tokens.</summary>
    public const int MaxWaiting = 512;

    /// <summary>Memory they may take; a single larger frame still passes an empty queue.</summary>
    public const long MaxWaitingBytes = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<EventFrame> _replay = new();
    private readonly Queue<EventFrame> _live = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _cut = new();
    private long _liveBytes;
    private bool _missed;

    public EventSubscriber(Credential caller, StreamKind kind, IEnumerable<EventFrame> first)
    {
        Caller = caller;
        Kind = kind;
        WhenCut = _cut.Token;
        Replay(first);
    }

    /// <summary>What opened the stream; it ends with it.</summary>
    public Credential Caller { get; }

    public StreamKind Kind { get; }

    /// <summary>Puts a reader that fell behind at its next place; null where the hub itself does.</summary>
    public Action<EventSubscriber>? CatchUp { get; init; }

    /// <summary>Number of the newest frame that the reader took; 0 before the first.</summary>
    public long LastTaken { get; private set; }

    /// <summary>Cancelled when the credential was taken back: nothing more may be written or read.</summary>
    public CancellationToken WhenCut { get; }

    /// <summary>Whether frames were lost and all that came before them is read.</summary>
    public bool HasFallenBehind
    {
        get
        {
            lock (_gate)
            {
                return _missed && _replay.Count == 0 && _live.Count == 0;
            }
        }
    }

    /// <summary>Never waits. After the first frame that does not fit none is taken, so that what the reader gets has no hole.</summary>
    public void Offer(EventFrame frame)
    {
        lock (_gate)
        {
            if (_missed || _live.Count >= MaxWaiting || (_live.Count > 0 && _liveBytes + frame.Size > MaxWaitingBytes))
            {
                _missed = true;
            }
            else
            {
                _live.Enqueue(frame);
                _liveBytes += frame.Size;
            }
        }

        _wake.Writer.TryWrite(true);
    }

    /// <summary>Puts the reader at another place of the stream: what waited is dropped, <paramref name="frames"/> come next.</summary>
    public void Replay(IEnumerable<EventFrame> frames)
    {
        lock (_gate)
        {
            _live.Clear();
            _replay.Clear();
            (_liveBytes, _missed) = (0, false);
            foreach (var frame in frames)
            {
                _replay.Enqueue(frame);
            }
        }

        _wake.Writer.TryWrite(true);
    }

    public bool TryTake([NotNullWhen(true)] out EventFrame? frame)
    {
        lock (_gate)
        {
            if (_replay.TryDequeue(out frame))
            {
                LastTaken = frame.Seq;
                return true;
            }

            if (!_live.TryDequeue(out frame))
            {
                return false;
            }

            _liveBytes -= frame.Size;
            LastTaken = frame.Seq;
            return true;
        }
    }

    /// <summary>Waits until there may be something to take. False when the server ends the stream and all is taken.</summary>
    public async Task<bool> WaitAsync(CancellationToken ct)
    {
        var more = await _wake.Reader.WaitToReadAsync(ct);
        _wake.Reader.TryRead(out _);
        return more;
    }

    /// <summary>Ends the stream after what waits.</summary>
    public void Close() => _wake.Writer.TryComplete();

    /// <summary>Ends the stream at once.</summary>
    public void Cut()
    {
        try
        {
            _cut.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in the same moment.
        }
    }

    public void Dispose() => _cut.Dispose();
}
