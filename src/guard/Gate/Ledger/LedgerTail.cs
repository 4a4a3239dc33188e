namespace Gatehouse.Gate.Ledger;

/// <summary>Checks the end of a chain, from its last good checkpoint on: what a start can wait for, however long the ledger is.</summary>
internal static class LedgerTail
{
    /// <summary>Checkpoints that are tried before the whole chain has to be read: bounds the wait on a damaged table.</summary>
    public const int MaxTried = 16;

    /// <param name="newestFirst">The stored checkpoints.</param>
    /// <param name="from">The entries in stored order, from the one with this number on.</param>
    /// <returns>Null when there is no checkpoint of this key to begin with; the report counts the entries that were read.</returns>
    public static LedgerReport? Verify(IEnumerable<Checkpoint> newestFirst, LedgerPublicKey key, Func<long, IEnumerable<LedgerEntry>> from)
    {
        var problems = new List<LedgerProblem>();
        foreach (var checkpoint in newestFirst.Take(MaxTried))
        {
            if (!checkpoint.Key.Equals(key))
            {
                // What another key signed is looked at with the whole chain, which says where that key was named.
                return null;
            }

            if (checkpoint.IsSigned && from(checkpoint.Head.Seq).FirstOrDefault() is { } at && at.Hash == checkpoint.Head.Hash)
            {
                return Walk(from(at.Seq), checkpoint, problems);
            }

            problems.Add(new(checkpoint.Head.Seq, "checkpoint", $"the checkpoint of entry {checkpoint.Head.Seq} does not fit"));
        }

        return problems.Count == 0 ? null : new LedgerReport(0, LedgerHead.Empty, problems);
    }

    private static LedgerReport Walk(IEnumerable<LedgerEntry> entries, Checkpoint checkpoint, List<LedgerProblem> problems)
    {
        var head = checkpoint.Head;
        long count = 1;
        foreach (var entry in entries.Skip(1))
        {
            count++;
            LedgerVerifier.Check(entry, head, problems);
            head = new LedgerHead(entry.Seq, entry.Hash);
        }

        if (head.Seq - checkpoint.Head.Seq > CheckpointWriter.MostUnsigned)
        {
            problems.Add(
                new(checkpoint.Head.Seq, "checkpoint", $"the entries after entry {checkpoint.Head.Seq} have lost their checkpoints")
            );
        }

        return new LedgerReport(count, head, problems) { Signing = new SigningReport(1, checkpoint, []) };
    }
}
