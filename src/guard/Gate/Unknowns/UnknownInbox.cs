using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Unknowns;

/// <summary>Effects whose outcome nobody knows, until the owner says what he found out.</summary>
/// <remarks>
/// Thread-safe. The answer is an entry of its own: the original outcome stays in the chain, and what was charged stays charged, because the
/// other side may have counted it whatever the owner believes.
/// </remarks>
public sealed class UnknownInbox
{
    /// <summary>Longest note, characters: with its sentence it fits a ledger entry's line.</summary>
    public const int MaxNote = 300;

    private readonly Lock _gate = new();
    private readonly Ledger.Ledger _ledger;
    private readonly TimeProvider _clock;
    private readonly Dictionary<EffectId, UnknownEffect> _waiting;

    internal UnknownInbox(Ledger.Ledger ledger, IEnumerable<UnknownEffect> waiting, TimeProvider clock)
    {
        (_ledger, _clock) = (ledger, clock);
        _waiting = waiting.ToDictionary(effect => effect.Id);
    }

    /// <summary>Those that wait, oldest first.</summary>
    public IReadOnlyList<UnknownEffect> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting.Values.OrderBy(effect => effect.Since).ThenBy(effect => effect.Id.Value, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The owner says whether it happened. Returns when that is on the disk.</summary>
    /// <param name="note">At most <see cref="MaxNote"/> characters; null for none.</param>
    /// <exception cref="LedgerUnavailableException">It could not be recorded, so it still waits.</exception>
    public async Task<UnknownAnswer> AnswerAsync(EffectId id, bool done, string? note)
    {
        if (Answer(id, done, note) is { } onDisk)
        {
            await onDisk;
            return UnknownAnswer.Accepted;
        }

        // An answer that is on its way to the disk counts as given.
        await _ledger.FlushAsync();
        return _ledger.OfEffect(id).Any(entry => entry.What.Kind == EntryKind.Answered)
            ? UnknownAnswer.AlreadyAnswered
            : UnknownAnswer.NotUnknown;
    }

    /// <summary>Takes one in. The change belongs into the commit that records the outcome.</summary>
    internal LedgerChange Add(OpenEffect effect)
    {
        var unknown = new UnknownEffect(
            effect.Id,
            effect.Kind,
            effect.Digest,
            _ledger.Safe(effect.Line),
            effect.Thread,
            effect.Turn,
            effect.Approval,
            DateTimeOffset.FromUnixTimeMilliseconds(_clock.GetUtcNow().ToUnixTimeMilliseconds())
        );
        lock (_gate)
        {
            _waiting[effect.Id] = unknown;
        }

        return new LedgerChange.UnknownAdded(unknown);
    }

    // Null when it does not wait. One lock decides who was first and queues his word for the disk.
    private Task? Answer(EffectId id, bool done, string? note)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(id, out var effect))
            {
                return null;
            }

            var said = done ? "the owner says: it happened" : "the owner says: it did not happen";
            var onDisk = _ledger.AppendDurablyAsync(
                new EntryDraft(
                    EntryKind.Answered,
                    string.IsNullOrWhiteSpace(note) ? said : $"{said} ({note})",
                    effect.Id,
                    effect.Kind,
                    effect.Digest,
                    effect.Thread,
                    effect.Turn,
                    effect.Approval
                ),
                new LedgerChange.UnknownAnswered(id)
            );
            _waiting.Remove(id);
            return onDisk;
        }
    }
}
