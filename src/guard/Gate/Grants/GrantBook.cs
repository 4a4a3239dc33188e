using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;

namespace Gatehouse.Gate.Grants;

/// <summary>The standing grants. Thread-safe.</summary>
public sealed class GrantBook
{
    /// <summary>
    /// How long a grant whose time is over stays in the list, marked as expired. 7 days: long enough to be seen by an owner who wonders why
    /// he is asked again.
    /// </summary>
    public static readonly TimeSpan ShownAfterExpiry = TimeSpan.FromDays(7);

    /// <summary>Clocks are set back a little all the time. 5 minutes: more than a machine's clock drifts in a month.</summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private readonly Ledger.Ledger _ledger;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Grant> _grants;

    // Ended once is ended: the clock may go back.
    private readonly HashSet<string> _ended;

    /// <param name="seen">The latest moment that the disk knows of; null for an empty one.</param>
    public GrantBook(Ledger.Ledger ledger, IEnumerable<Grant> kept, DateTimeOffset? seen, TimeProvider clock)
    {
        (_ledger, _clock) = (ledger, clock);
        _grants = kept.ToDictionary(grant => grant.Id);
        _ended = [.. _grants.Values.Where(grant => seen is { } at && grant.IsExpired(at)).Select(grant => grant.Id)];
        LookAtClockUnsynchronized();
    }

    /// <summary>Those in force now. One whose time was over once, or whose time has not come by a clock that was set back, is not.</summary>
    public IReadOnlyList<Grant> Active
    {
        get
        {
            lock (_gate)
            {
                var now = LookAtClockUnsynchronized();
                return [.. _grants.Values.Where(grant => !_ended.Contains(grant.Id) && !IsOfLater(grant, now))];
            }
        }
    }

    /// <summary>Those in force, and those whose time ended less than <see cref="ShownAfterExpiry"/> ago.</summary>
    public IReadOnlyList<Grant> Listed
    {
        get
        {
            lock (_gate)
            {
                return [.. _grants.Values];
            }
        }
    }

    /// <summary>Takes a grant back. Returns when that is on the disk; false when there is no such grant.</summary>
    public Task<bool> RevokeAsync(string id, CancellationToken ct) => RemoveAsync(id, EntryKind.Revoked, "revoked", ct);

    /// <summary>The grant that "always" on this effect's card would write; null when it is not offered.</summary>
    /// <param name="life">How long it stands; null has no end.</param>
    internal Grant? For(Effect effect, TimeSpan? life)
    {
        var now = _clock.GetUtcNow();
        return Grant.For(effect, Guid.CreateVersion7(now).ToString("N"), now, now + life);
    }

    /// <summary>Puts a grant in force; the caller has it on the disk.</summary>
    internal void Add(Grant grant)
    {
        lock (_gate)
        {
            _grants[grant.Id] = grant;
        }
    }

    /// <summary>
    /// Drops those that have been shown as expired for long enough, and those that the clock would bring back. It is recorded once: with
    /// the row the entry's reason is gone.
    /// </summary>
    internal async Task DropExpiredAsync(CancellationToken ct)
    {
        List<Grant> over;
        lock (_gate)
        {
            var now = LookAtClockUnsynchronized();
            over =
            [
                .. _grants.Values.Where(grant =>
                    _ended.Contains(grant.Id) && (grant.IsExpired(now - ShownAfterExpiry) || !grant.IsExpired(now))
                ),
            ];
        }

        foreach (var grant in over)
        {
            await RemoveAsync(grant.Id, EntryKind.Expired, $"ended {grant.Expires:yyyy-MM-dd HH:mm} UTC:", ct);
        }
    }

    // A grant without an end asks no clock. One with an end would stand for longer than was said.
    private static bool IsOfLater(Grant grant, DateTimeOffset now) => grant.Expires is not null && now < grant.Since - ClockSlack;

    private DateTimeOffset LookAtClockUnsynchronized()
    {
        var now = _clock.GetUtcNow();
        _ended.UnionWith(_grants.Values.Where(grant => grant.IsExpired(now)).Select(grant => grant.Id));
        return now;
    }

    private async Task<bool> RemoveAsync(string id, EntryKind kind, string words, CancellationToken ct)
    {
        Grant? grant;
        lock (_gate)
        {
            // Out of force at once: an effect that is being decided must not slip through while the disk works.
            _grants.Remove(id, out grant);
            _ended.Remove(id);
        }

        if (grant is null)
        {
            return false;
        }

        await _ledger.AppendDurablyAsync(new EntryDraft(kind, $"{words} {grant.Line}"), new LedgerChange.GrantRevoked(id)).WaitAsync(ct);
        return true;
    }
}
