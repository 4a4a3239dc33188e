using System.Globalization;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Logs;
using Gatehouse.Security.Tokens;
using Gatehouse.Server.Access;
using Gatehouse.Server.Events;

namespace Gatehouse.Server.Logging;

/// <summary>The newest log entries, and the streams that follow them. Publishing never waits: who reads too slowly loses entries and is told how many.</summary>
/// <remarks>Thread-safe. Streams count as subscribers of <paramref name="events"/>, and end with their credential as those do.</remarks>
internal sealed class LogHub(EventHub events)
{
    /// <summary>Entries kept. Source: the seed's gateway, 500.</summary>
    public const int Kept = 500;

    private readonly Lock _gate = new();
    private readonly Queue<(EventFrame Frame, LogEntryView Entry)> _ring = new();
    private readonly HashSet<EventSubscriber> _readers = [];
    private readonly string _epoch = BearerToken.Create().Text[..12];
    private long _last;

    /// <summary>The entries that are kept, oldest first.</summary>
    public IReadOnlyList<LogEntryView> Recent()
    {
        lock (_gate)
        {
            return [.. _ring.Select(kept => kept.Entry)];
        }
    }

    /// <summary>Takes an entry whose message has been scanned.</summary>
    public void Publish(LogEntryView entry)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(entry, GatehouseJson.Default.LogEntryView);
        lock (_gate)
        {
            var frame = new EventFrame(_epoch, ++_last, "log", data);
            _ring.Enqueue((frame, entry));
            if (_ring.Count > Kept)
            {
                _ring.Dequeue();
            }

            foreach (var reader in _readers)
            {
                reader.Offer(frame);
            }
        }
    }

    /// <summary>Opens a stream behind the given entry. Null when as many as can be are open.</summary>
    /// <param name="lastId">The last entry that the client saw; null, or one of another run, starts with all that is kept.</param>
    public EventSubscriber? Subscribe(string? lastId, Credential caller)
    {
        lock (_gate)
        {
            var reader = events.Join(caller, AfterUnsynchronized(SeqOf(lastId)), CatchUp);
            if (reader is not null)
            {
                _readers.Add(reader);
            }

            return reader;
        }
    }

    public void Unsubscribe(EventSubscriber reader)
    {
        lock (_gate)
        {
            _readers.Remove(reader);
        }

        events.Unsubscribe(reader);
    }

    // Under the lock nothing is offered, so what comes next joins on without a hole.
    private void CatchUp(EventSubscriber reader)
    {
        lock (_gate)
        {
            reader.Replay(AfterUnsynchronized(reader.LastTaken));
        }
    }

    private List<EventFrame> AfterUnsynchronized(long seen)
    {
        var frames = _ring.Select(kept => kept.Frame).Where(frame => frame.Seq > seen).ToList();
        var lost = seen > 0 && frames.Count > 0 ? frames[0].Seq - seen - 1 : 0;
        if (lost > 0)
        {
            var data = JsonSerializer.SerializeToUtf8Bytes(new DroppedEntries(lost), GatehouseJson.Default.DroppedEntries);
            frames.Insert(0, new EventFrame(_epoch, frames[0].Seq - 1, "dropped", data));
        }

        return frames;
    }

    private long SeqOf(string? id) =>
        id is not null
        && id.StartsWith($"{_epoch}-", StringComparison.Ordinal)
        && long.TryParse(id.AsSpan(_epoch.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : 0;
}
