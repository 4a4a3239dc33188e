using System.Threading.Channels;
using Gatehouse.Server.Access;
using Gatehouse.Storage.Sessions;

namespace Gatehouse.Server.Events;

/// <summary>One open event stream. Its queue is bounded: who reads too slowly loses its place and is told to fetch again.</summary>
internal sealed class EventSubscriber
{
    /// <summary>Frames that wait for one reader: some seconds of a fast model's tokens.</summary>
    public const int MaxWaiting = 512;

    private readonly Channel<EventFrame> _queue = Channel.CreateBounded<EventFrame>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    public EventSubscriber(SessionRecord? session, IEnumerable<EventFrame> first)
    {
        Session = session;
        First = [.. first];
    }

    /// <summary>The browser session that opened the stream; null for a token or the control socket.</summary>
    public SessionRecord? Session { get; }

    /// <summary>What is sent before anything live.</summary>
    public IReadOnlyList<EventFrame> First { get; }

    /// <summary>Whether frames were dropped since the reader was last in step. Guarded by the hub's lock.</summary>
    public bool HasMissed { get; private set; }

    public ChannelReader<EventFrame> Waiting => _queue.Reader;

    /// <summary>Never waits.</summary>
    public void Offer(EventFrame frame) => HasMissed |= !_queue.Writer.TryWrite(frame);

    public void BackInStep() => HasMissed = false;

    public void Close() => _queue.Writer.TryComplete();
}
