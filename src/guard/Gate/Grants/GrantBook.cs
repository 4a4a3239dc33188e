using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;

namespace Gatehouse.Gate.Grants;

/// <summary>The standing grants that are in force. Thread-safe.</summary>
public sealed class GrantBook
{
    private readonly Lock _gate = new();
    private readonly Ledger.Ledger _ledger;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Grant> _grants;

    public GrantBook(Ledger.Ledger ledger, IEnumerable<Grant> active, TimeProvider clock)
    {
        (_ledger, _clock) = (ledger, clock);
        _grants = active.ToDictionary(grant => grant.Id);
    }

    public IReadOnlyList<Grant> Active
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
    public async Task<bool> RevokeAsync(string id, CancellationToken ct)
    {
        Grant? grant;
        lock (_gate)
        {
            // Out of force at once: an effect that is being decided must not slip through while the disk works.
            _grants.Remove(id, out grant);
        }

        if (grant is null)
        {
            return false;
        }

        await _ledger
            .AppendDurablyAsync(new EntryDraft(EntryKind.Revoked, $"revoked {grant.Line}"), new LedgerChange.GrantRevoked(id))
            .WaitAsync(ct);
        return true;
    }

    /// <summary>The grant that "always" on this effect's card would write; null when it is not offered.</summary>
    internal Grant? For(Effect effect)
    {
        var now = _clock.GetUtcNow();
        return Grant.For(effect, Guid.CreateVersion7(now).ToString("N"), now);
    }

    /// <summary>Puts a grant in force; the caller has it on the disk.</summary>
    internal void Add(Grant grant)
    {
        lock (_gate)
        {
            _grants[grant.Id] = grant;
        }
    }
}
