namespace Gatehouse.Gate.Ledger;

/// <summary>Says when the ledger is to be signed, and signs it. For the writer's thread alone.</summary>
/// <param name="last">The newest one on the disk; null when there is none that can be read.</param>
internal sealed class CheckpointWriter(LedgerKey key, Checkpoint? last, TimeProvider clock)
{
    /// <summary>
    /// Entries between two: few enough that a start verifies the rest in a millisecond, and so many that signing (some 50 µs) is nothing
    /// beside the commits. One commit that holds more is signed once, at its end.
    /// </summary>
    public const int Every = 64;

    /// <summary>Most entries after the newest checkpoint: what a commit leaves unsigned.</summary>
    public const int MostUnsigned = Every - 1;

    /// <summary>Most entries from one checkpoint to the next: those that were not enough, and one whole commit.</summary>
    public const int MostBetween = MostUnsigned + Ledger.MaxBatchesPerCommit;

    private Checkpoint? _last = last;
    private LedgerHead? _head;

    /// <summary>The checkpoint that belongs into the commit of these changes; null when none is due.</summary>
    public Checkpoint? Due(IReadOnlyList<LedgerChange> changes)
    {
        if (changes.OfType<LedgerChange.EntryAdded>().LastOrDefault()?.Entry is not { } entry)
        {
            return null;
        }

        _head = new LedgerHead(entry.Seq, entry.Hash);
        // A new key signs with its first commit: where a key is named in the chain, its checkpoint is there too. One that is ahead of the
        // chain belongs to entries that are gone.
        return _last is null || !_last.Key.Equals(key.Public) || entry.Seq <= _last.Head.Seq || entry.Seq - _last.Head.Seq >= Every
            ? Sign(_head)
            : null;
    }

    /// <summary>The one for an orderly stop; null when nothing was written since the last.</summary>
    public Checkpoint? Final() => _head is not null && _head.Seq != _last?.Head.Seq ? Sign(_head) : null;

    private Checkpoint Sign(LedgerHead head) => _last = key.Sign(head, clock.GetUtcNow());
}
