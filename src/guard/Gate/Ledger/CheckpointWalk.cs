using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Ledger;

/// <summary>Holds checkpoints against the entries of a chain as these pass by.</summary>
internal sealed class CheckpointWalk
{
    private const string Problem = "checkpoint";

    private readonly List<LedgerProblem> _problems;
    private readonly Dictionary<long, List<Checkpoint>> _waiting = [];
    private readonly HashSet<Digest> _keys = [];
    private readonly List<KeySpan> _spans = [];
    private Checkpoint? _last;
    private int _good;
    private long? _signedTo;

    public CheckpointWalk(IEnumerable<Checkpoint> checkpoints, List<LedgerProblem> problems)
    {
        _problems = problems;
        foreach (var checkpoint in checkpoints)
        {
            _keys.Add(checkpoint.Key.Fingerprint);
            if (!_waiting.TryGetValue(checkpoint.Head.Seq, out var same))
            {
                _waiting[checkpoint.Head.Seq] = same = [];
            }

            same.Add(checkpoint);
        }
    }

    /// <summary>The key that an entry names as the one that signs from there on; null when it names none.</summary>
    public static Digest? Named(LedgerEntry entry) =>
        entry.What is { Kind: EntryKind.Started or EntryKind.Rekeyed, Effect: null } what ? what.Digest : null;

    public void Pass(LedgerEntry entry)
    {
        if (Named(entry) is { } key && (_spans.Count == 0 || _spans[^1].Key != key))
        {
            _spans.Add(new KeySpan(entry.Seq, key));
            _signedTo ??= entry.Seq;
        }

        // Two entries of one number are a finding of their own; the checkpoints go with the first.
        if (_waiting.Remove(entry.Seq, out var here))
        {
            here.ForEach(checkpoint => Check(checkpoint, entry));
        }
    }

    /// <param name="until">The last entry that was there when the checkpoints were read.</param>
    public SigningReport Finish(LedgerHead head, long until)
    {
        // Who takes the newest checkpoints away can rewrite what they covered: what is left must reach as far as the writer signs.
        if (_last is not null)
        {
            CheckGap(until, CheckpointWriter.MostUnsigned);
        }

        foreach (var seq in _waiting.Keys.Order())
        {
            _problems.Add(
                seq > head.Seq
                    ? new(head.Seq + 1, "truncated", $"there is a checkpoint of entry {seq}, the ledger ends at {head.Seq}")
                    : new(seq, Problem, $"there is a checkpoint of entry {seq}, which the ledger does not have")
            );
        }

        // A key signs with its first commit, so none at all of a named key means that they were taken away.
        _problems.AddRange(
            _spans
                .Where(span => !_keys.Contains(span.Key))
                .Select(span => new LedgerProblem(
                    span.From,
                    Problem,
                    $"entry {span.From} names the key {span.Key.Hex[..16]}, and no checkpoint of it is left"
                ))
        );
        return new SigningReport(_good, _last, _spans);
    }

    private void Check(Checkpoint checkpoint, LedgerEntry entry)
    {
        var wrong =
            checkpoint.Head.Hash != entry.Hash ? "was signed for another entry of that number"
            : !checkpoint.IsSigned ? "has a signature that does not fit"
            : _spans.Count == 0 ? "is signed by a key that no entry names"
            : checkpoint.Key.Fingerprint != _spans[^1].Key
                ? $"is signed by the key {checkpoint.Key.Short}, and the ledger names {_spans[^1].Key.Hex[..16]} there"
            : null;
        if (wrong is not null)
        {
            _problems.Add(new(entry.Seq, Problem, $"the checkpoint of entry {entry.Seq} {wrong}"));
            return;
        }

        CheckGap(entry.Seq, CheckpointWriter.MostBetween);
        _good++;
        _last = checkpoint;
        _signedTo = entry.Seq;
    }

    private void CheckGap(long until, int most)
    {
        if (_signedTo is { } from && until - from > most)
        {
            _problems.Add(
                new(
                    from,
                    Problem,
                    $"{until - from} entries after entry {from} have no checkpoint: some were taken away, since at most {most} go without"
                )
            );
        }
    }
}
