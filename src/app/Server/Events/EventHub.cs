using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Events;
using Gatehouse.Security.Tokens;
using Gatehouse.Server.Access;

namespace Gatehouse.Server.Events;

/// <summary>
/// Spreads events to open streams and lets a stream that broke go on where it was. Events are numbered without gaps within an
/// epoch, one run of the server. Publishing never waits and never fails because of a reader.
/// </summary>
/// <remarks>Thread-safe. A replay is what happened after the given event, in order, with each running answer's chunks as one.</remarks>
internal sealed class EventHub
{
    private readonly Lock _gate = new();
    private readonly EventRing _ring = new();
    private readonly Dictionary<string, RunningText> _running = new(StringComparer.Ordinal);
    private readonly HashSet<EventSubscriber> _subscribers = [];
    private readonly string _epoch = BearerToken.Create().Text[..12];
    private long _last;
    private bool _closed;

    /// <summary>Open streams of one kind.</summary>
    public int Count(StreamKind kind)
    {
        lock (_gate)
        {
            return _subscribers.Count(one => one.Kind == kind);
        }
    }

    public void Publish(ServerEvent happened)
    {
        var (type, data) = (EventNames.Of(happened), JsonSerializer.SerializeToUtf8Bytes(happened, GatehouseJson.Default.ServerEvent));
        lock (_gate)
        {
            var frame = new EventFrame(_epoch, ++_last, type, data);
            KeepUnsynchronized(happened, frame);
            foreach (var subscriber in _subscribers.Where(one => one.Kind != StreamKind.LogStream))
            {
                subscriber.Offer(frame);
            }
        }
    }

    /// <summary>Opens a stream. Null when as many as can be are open, of both kinds together, or the server is stopping.</summary>
    /// <param name="lastId">The last event that the client saw; null for a fresh start.</param>
    public EventSubscriber? Subscribe(string? lastId, Credential caller, StreamKind kind)
    {
        lock (_gate)
        {
            return AdmitUnsynchronized(() => new EventSubscriber(caller, kind, FirstUnsynchronized(lastId)));
        }
    }

    /// <summary>Takes a reader of something else among the subscribers: it has one of their places and ends as they do, and gets no event of ours.</summary>
    /// <param name="catchUp">Puts it at its next place when it fell behind.</param>
    public EventSubscriber? Join(Credential caller, IEnumerable<EventFrame> first, Action<EventSubscriber> catchUp)
    {
        lock (_gate)
        {
            return AdmitUnsynchronized(() => new EventSubscriber(caller, StreamKind.LogStream, first) { CatchUp = catchUp });
        }
    }

    /// <summary>Ends a stream on the reader's side and frees its place.</summary>
    public void Unsubscribe(EventSubscriber subscriber)
    {
        lock (_gate)
        {
            _subscribers.Remove(subscriber);
        }

        subscriber.Dispose();
    }

    /// <summary>Puts an open stream behind the given event, as a fresh one with that id would be.</summary>
    public void Resume(EventSubscriber subscriber, string lastId)
    {
        lock (_gate)
        {
            subscriber.Replay(FirstUnsynchronized(lastId));
        }
    }

    /// <summary>What the reader has to be sent next, if there is something. One that fell behind is told to fetch again.</summary>
    public bool TryTake(EventSubscriber subscriber, [NotNullWhen(true)] out EventFrame? frame)
    {
        if (subscriber.TryTake(out frame))
        {
            return true;
        }

        if (!subscriber.HasFallenBehind)
        {
            return false;
        }

        if (subscriber.CatchUp is { } catchUp)
        {
            catchUp(subscriber);
            return subscriber.TryTake(out frame);
        }

        lock (_gate)
        {
            if (subscriber.HasFallenBehind)
            {
                subscriber.Replay(ResyncUnsynchronized());
            }
        }

        return subscriber.TryTake(out frame);
    }

    /// <summary>Ends the streams of callers whose credential was taken back, at once; says how many.</summary>
    public int Cut(Func<Credential, bool> whose)
    {
        List<EventSubscriber> ending;
        lock (_gate)
        {
            ending = [.. _subscribers.Where(one => whose(one.Caller))];
        }

        // Outside the lock: what ends unsubscribes.
        ending.ForEach(subscriber => subscriber.Cut());
        return ending.Count;
    }

    /// <summary>Ends all streams and takes no new ones.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (var subscriber in _subscribers)
            {
                subscriber.Close();
            }
        }
    }

    private EventSubscriber? AdmitUnsynchronized(Func<EventSubscriber> create)
    {
        if (_closed || _subscribers.Count >= GatewayLimits.Subscribers)
        {
            return null;
        }

        var subscriber = create();
        _subscribers.Add(subscriber);
        return subscriber;
    }

    private void KeepUnsynchronized(ServerEvent happened, EventFrame frame)
    {
        if (happened is StreamChunkEvent chunk)
        {
            if (!_running.TryGetValue(chunk.TurnId, out var text))
            {
                _running[chunk.TurnId] = text = new RunningText(chunk.ThreadId, chunk.TurnId);
            }

            text.Add(chunk, frame.Seq);
            return;
        }

        _ring.Add(frame);
        if (happened is TurnEndedEvent ended)
        {
            _running.Remove(ended.TurnId);
        }
    }

    private IEnumerable<EventFrame> FirstUnsynchronized(string? lastId)
    {
        if (lastId is null)
        {
            return RunningUnsynchronized(after: 0);
        }

        var seen = SeqOf(lastId);
        return seen is null || seen > _last || seen < _ring.GoneThrough || _running.Values.Any(text => text.IsLost && text.Seq > seen)
            ? ResyncUnsynchronized()
            : _ring.After(seen.Value).Concat(RunningUnsynchronized(seen.Value)).OrderBy(frame => frame.Seq);
    }

    private IEnumerable<EventFrame> ResyncUnsynchronized() => RunningUnsynchronized(after: 0).Prepend(Frame(new ResyncEvent(), _last));

    // In order, so that the client's last id ends at the newest.
    private IEnumerable<EventFrame> RunningUnsynchronized(long after) =>
        _running
            .Values.Where(text => text.Seq > after && !text.IsLost)
            .OrderBy(text => text.Seq)
            .Select(text => Frame(text.ToEvent(), text.Seq));

    private EventFrame Frame(ServerEvent happened, long seq) =>
        new(_epoch, seq, EventNames.Of(happened), JsonSerializer.SerializeToUtf8Bytes(happened, GatehouseJson.Default.ServerEvent));

    private long? SeqOf(string id) =>
        id.StartsWith($"{_epoch}-", StringComparison.Ordinal)
        && long.TryParse(
            id.AsSpan(_epoch.Length + 1),
            System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture,
            out var seq
        )
            ? seq
            : null;
}
