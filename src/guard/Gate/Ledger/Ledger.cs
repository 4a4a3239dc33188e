using System.Text;
using System.Threading.Channels;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;
using Microsoft.Extensions.Logging;

namespace Gatehouse.Gate.Ledger;

/// <summary>
/// The record of everything. Entries get their number and hash in the order they are asked for; one writer puts them on the disk in
/// that order, many at a time.
/// </summary>
/// <remarks>
/// Thread-safe. When the disk refuses a write, the chain in memory is ahead of the one on disk and nothing more can be recorded, so
/// nothing more may happen: every later call throws <see cref="LedgerUnavailableException"/>.
/// </remarks>
public sealed class Ledger : IAsyncDisposable
{
    /// <summary>Most batches in one commit: bounds the wait of a durable effect behind many metered ones.</summary>
    internal const int MaxBatchesPerCommit = 256;

    /// <summary>Longest line of an entry, characters: one line of a wide terminal, twice.</summary>
    private const int MaxLine = 400;

    private readonly Lock _order = new();
    private readonly ILedgerStore _store;
    private readonly LedgerKey _key;
    private readonly CheckpointWriter _checkpoints;
    private readonly DeepScan _scanner;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<Batch> _queue = Channel.CreateUnbounded<Batch>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writer;
    private LedgerHead _head;
    private volatile Exception? _broken;

    public Ledger(ILedgerStore store, LedgerHead head, LedgerKey key, DeepScan scanner, TimeProvider clock, ILogger<Ledger> logger)
    {
        (_store, _head, _key, _scanner, _clock, _logger) = (store, head, key, scanner, clock, logger);
        _checkpoints = new CheckpointWriter(key, store.Checkpoints().FirstOrDefault(), clock);
        _writer = Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public LedgerHead Head
    {
        get
        {
            lock (_order)
            {
                return _head;
            }
        }
    }

    /// <summary>Why nothing can be recorded any more, and what to do; null while it can.</summary>
    public string? Problem => _broken is { } cause ? new LedgerUnavailableException(cause).Message : null;

    /// <summary>The head, when all of the chain before it is on the disk: what is kept elsewhere must still be there after a crash.</summary>
    /// <exception cref="LedgerUnavailableException">It is not on the disk and will not be.</exception>
    public async Task<LedgerHead> HeadOnDiskAsync()
    {
        LedgerHead head;
        Task onDisk;
        lock (_order)
        {
            head = _head;
            onDisk = FlushAsync();
        }

        await onDisk;
        return head;
    }

    public IReadOnlyList<LedgerEntry> Newest(int limit, long? before, ThreadId? thread) => _store.Newest(limit, before, thread);

    public IReadOnlyList<LedgerEntry> OfEffect(EffectId effect) => _store.OfEffect(effect);

    public byte[]? Body(EffectId effect) => _store.Body(effect);

    /// <summary>When retention dropped the body of an effect; null where there was none to drop, or it is still there.</summary>
    /// <param name="entries">All of the effect, oldest first.</param>
    public DateTimeOffset? BodyDropped(IReadOnlyList<LedgerEntry> entries) =>
        entries.Any(entry => entry.What is { Kind: EntryKind.Asked } or { Kind: EntryKind.Intent, EffectKind: not EffectKind.ModelCall })
            ? _store.DropOf(entries[0].Time, entries[^1].Time)
            : null;

    public LedgerReport Verify(LedgerHead? kept) =>
        LedgerVerifier.Verify(
            _store.All(),
            kept,
            _store.Bodies(),
            // Asked first: what is written later may have a checkpoint that is not read.
            liveFrom: _store.Newest(1, null, null).Select(entry => entry.Seq).FirstOrDefault(),
            _store.Checkpoints()
        );

    /// <summary>The end of the chain as it is on the disk, signed: to be kept elsewhere.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing can be recorded, so the end is not on the disk.</exception>
    public async Task<Checkpoint> ExportHeadAsync() => _key.Sign(await HeadOnDiskAsync(), _clock.GetUtcNow());

    /// <summary>Records that the owner takes untrusted texts out of a conversation; returns when it is on the disk.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing can be recorded, so nothing may be taken out.</exception>
    public Task RecordDropAsync(ThreadId thread, string line) =>
        AppendDurablyAsync(new EntryDraft(EntryKind.Dropped, line, Thread: thread));

    /// <summary>Records that the owner takes back what let somebody in; returns when it is on the disk.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be recorded.</exception>
    public Task RecordRevocationAsync(string line) => AppendDurablyAsync(new EntryDraft(EntryKind.Revoked, line));

    /// <summary>Throws when nothing can be recorded: also what is not recorded must not happen then.</summary>
    internal void EnsureWritable()
    {
        if (_broken is { } cause)
        {
            throw new LedgerUnavailableException(cause);
        }
    }

    /// <summary>Records without waiting for the disk.</summary>
    internal void Append(EntryDraft draft, params IEnumerable<LedgerChange> with) => Enqueue(draft, with, null);

    /// <summary>Records and returns when it is on the disk.</summary>
    internal Task AppendDurablyAsync(EntryDraft draft, params IEnumerable<LedgerChange> with) => Enqueue(draft, with, new Done()).Task;

    /// <summary>Changes state that needs no entry of its own, in order with the entries.</summary>
    internal void Save(params IEnumerable<LedgerChange> changes) => Enqueue(null, changes, null);

    /// <summary>A line as it is recorded: one line, without secrets.</summary>
    internal string Safe(string line) => OneLine(_scanner.Redact(line));

    /// <summary>Waits until all that was recorded before is on the disk.</summary>
    internal Task FlushAsync() => Enqueue(null, [], new Done()).Task;

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer;
    }

    private Done Enqueue(EntryDraft? draft, IEnumerable<LedgerChange> with, Done? done)
    {
        var safe = draft is null ? null : draft with { Line = Safe(draft.Line) };
        // The order in the chain must be the order in the queue, so both are taken under one lock.
        lock (_order)
        {
            if (_broken is not null)
            {
                throw new LedgerUnavailableException(_broken);
            }

            var changes = new List<LedgerChange>(4);
            if (safe is not null)
            {
                var entry = LedgerChain.Link(_head, safe, _clock.GetUtcNow());
                _head = new LedgerHead(entry.Seq, entry.Hash);
                changes.Add(new LedgerChange.EntryAdded(entry));
            }

            changes.AddRange(with);
            if (!_queue.Writer.TryWrite(new Batch(changes, done)))
            {
                throw new LedgerUnavailableException(new ObjectDisposedException(nameof(Ledger)));
            }
        }

        return done ?? Done.Ignored;
    }

    // What is hashed must read back the same: a lone surrogate would not survive the disk, and the entry would look altered for ever.
    private static string OneLine(string line)
    {
        var shown = VisibleText.Of(line, keepLineBreaks: false);
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown.Length <= MaxLine ? shown : shown[..MaxLine]));
    }

    private void WriteAll()
    {
        var batches = new List<Batch>(MaxBatchesPerCommit);
        var changes = new List<LedgerChange>();
        // Blocking on purpose: this is a thread of its own, and a commit is a blocking call.
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batches.Clear();
            changes.Clear();
            while (batches.Count < MaxBatchesPerCommit && _queue.Reader.TryRead(out var batch))
            {
                batches.Add(batch);
                changes.AddRange(batch.Changes);
            }

            try
            {
                Write(changes);
            }
            finally
            {
                // Also when telling of a failure fails: nobody may wait for ever.
                foreach (var batch in batches)
                {
                    batch.Done?.Complete(_broken);
                }
            }
        }

        SignEnd();
    }

    private void SignEnd()
    {
        if (_broken is null && _checkpoints.Final() is { } final)
        {
            Write([new LedgerChange.CheckpointAdded(final)]);
        }
    }

    private void Write(List<LedgerChange> changes)
    {
        if (_broken is not null || changes.Count == 0)
        {
            return;
        }

        try
        {
            if (_checkpoints.Due(changes) is { } due)
            {
                changes.Add(new LedgerChange.CheckpointAdded(due));
            }

            _store.Commit(changes);
        }
#pragma warning disable CA1031 // Whatever the disk says, the answer is the same: nothing more may happen.
        catch (Exception cause)
#pragma warning restore CA1031
        {
            // First of all: whatever else fails now, nothing more may happen.
            _broken = cause;
            Tell(cause);
        }
    }

    private void Tell(Exception cause)
    {
        try
        {
            _logger.LedgerBroken(cause);
        }
#pragma warning disable CA1031 // The writer must live on, to tell each who waits that nothing is recorded any more.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Who asks for the ledger's state is told the cause.
        }
    }

    private sealed record Batch(IReadOnlyList<LedgerChange> Changes, Done? Done);

    private sealed class Done
    {
        public static readonly Done Ignored = new();
        private readonly TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Task => _source.Task;

        public void Complete(Exception? failure)
        {
            if (failure is null)
            {
                _source.TrySetResult();
            }
            else
            {
                _source.TrySetException(new LedgerUnavailableException(failure));
            }
        }
    }
}
