using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Ledger;

/// <summary>Something wrong with a ledger, and where.</summary>
/// <param name="Problem">One of: altered, reordered, missing, forked, truncated, body_altered, checkpoint, unreadable.</param>
public sealed record LedgerProblem(long Seq, string Problem, string Detail);

/// <summary>What verifying a ledger found.</summary>
public sealed record LedgerReport(long Entries, LedgerHead Head, IReadOnlyList<LedgerProblem> Problems)
{
    public bool Ok => Problems.Count == 0;

    public SigningReport Signing { get; init; } = SigningReport.None;
}

/// <summary>Checks a chain from its first entry to its last, and against heads that were kept elsewhere.</summary>
public static class LedgerVerifier
{
    /// <summary>Most problems reported: after the first few, more say nothing new.</summary>
    public const int MaxProblems = 100;

    /// <param name="entries">In stored order (row order), so that a reordering shows.</param>
    /// <param name="kept">A head that was exported earlier; null when there is none.</param>
    /// <param name="liveFrom">The ledger is in use, and so many entries were there before anything was read: what came meanwhile is no problem.</param>
    /// <param name="bodies">Stored effect bodies with the digest that the ledger has for them.</param>
    /// <param name="checkpoints">The stored checkpoints, in any order; read before the first entry. Null where they are not looked at.</param>
    public static LedgerReport Verify(
        IEnumerable<LedgerEntry> entries,
        LedgerHead? kept,
        IEnumerable<(EffectId Effect, byte[] Bytes)> bodies,
        long? liveFrom = null,
        IEnumerable<Checkpoint>? checkpoints = null
    )
    {
        var problems = new List<LedgerProblem>();
        var signing = checkpoints is null ? null : new CheckpointWalk(checkpoints, problems);
        var digests = new Dictionary<string, (Digest Digest, long Seq)>(StringComparer.Ordinal);
        var head = LedgerHead.Empty;
        string? atKept = null;
        long count = 0;
        foreach (var entry in entries)
        {
            count++;
            Check(entry, head, problems);
            signing?.Pass(entry);
            // Go on from what stands there, so that one bad entry is reported once and not for the rest of the chain.
            head = new LedgerHead(entry.Seq, entry.Hash);
            atKept = kept is not null && entry.Seq == kept.Seq ? entry.Hash : atKept;
            if (entry.What is { Effect: { } effect, Digest: { } digest })
            {
                digests.TryAdd(effect.Value, (digest, entry.Seq));
            }
        }

        CheckKept(kept, atKept, head, problems);
        var signed = signing?.Finish(head, liveFrom ?? head.Seq) ?? SigningReport.None;
        foreach (var (effect, bytes) in bodies)
        {
            if (!digests.TryGetValue(effect.Value, out var known))
            {
                // While the server runs, an effect may be recorded between the reading of the entries and of the bodies.
                if (liveFrom is null)
                {
                    problems.Add(new(0, "body_altered", $"there are stored bytes for effect {effect}, which no entry names"));
                }
            }
            else if (known.Digest != Digest.Of(bytes))
            {
                problems.Add(new(known.Seq, "body_altered", $"the stored bytes of effect {effect} do not have the recorded digest"));
            }
        }

        return new LedgerReport(count, head, problems.Count > MaxProblems ? problems[..MaxProblems] : problems) { Signing = signed };
    }

    internal static void Check(LedgerEntry entry, LedgerHead head, List<LedgerProblem> problems)
    {
        if (entry.Seq <= head.Seq)
        {
            problems.Add(
                new(entry.Seq, entry.Seq == head.Seq ? "forked" : "reordered", $"entry {entry.Seq} stands after entry {head.Seq}")
            );
        }
        else if (entry.Seq != head.Seq + 1)
        {
            problems.Add(new(head.Seq + 1, "missing", $"entry {entry.Seq} stands after entry {head.Seq}"));
        }
        else if (entry.Previous != head.Hash)
        {
            problems.Add(new(entry.Seq, "altered", $"entry {entry.Seq} does not follow from entry {head.Seq}"));
        }

        if (LedgerChain.Hash(entry.Seq, entry.Time, entry.What, entry.Previous) != entry.Hash)
        {
            problems.Add(new(entry.Seq, "altered", $"entry {entry.Seq} does not have its own hash"));
        }
    }

    private static void CheckKept(LedgerHead? kept, string? atKept, LedgerHead head, List<LedgerProblem> problems)
    {
        if (kept is null || kept.Seq == 0)
        {
            return;
        }

        if (kept.Seq > head.Seq)
        {
            problems.Add(new(head.Seq + 1, "truncated", $"the kept head is entry {kept.Seq}, the ledger ends at {head.Seq}"));
        }
        else if (atKept != kept.Hash)
        {
            problems.Add(new(kept.Seq, "forked", $"entry {kept.Seq} is not the one that the kept head names"));
        }
    }
}
