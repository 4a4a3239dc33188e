using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Grants;
using Gatehouse.Security.Hosts;

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

    /// <summary>Takes a grant back: on disk first, then out of force. An unknown id is no error.</summary>
    public async Task RevokeAsync(string id, CancellationToken ct)
    {
        Grant? grant;
        lock (_gate)
        {
            // Out of force at once: an effect that is being decided must not slip through while the disk works.
            _grants.Remove(id, out grant);
        }

        if (grant is not null)
        {
            await _ledger
                .AppendDurablyAsync(new EntryDraft(EntryKind.Revoked, $"revoked {Line(grant)}"), new LedgerChange.GrantRevoked(id))
                .WaitAsync(ct);
        }
    }

    /// <summary>The grant that "always" on this request's card would write: this host, port, method and path.</summary>
    internal Grant? For(Effect effect) =>
        effect is HttpRequest request && PathPrefix.TryParse(request.Target.Path, out var path, out _)
            ? new Grant(
                Guid.CreateVersion7(_clock.GetUtcNow()).ToString("N"),
                HostPattern.Exactly(request.Target.Host),
                request.Target.Port,
                request.Method,
                path,
                _clock.GetUtcNow(),
                Expires: null
            )
            : null;

    internal static string Line(Grant grant) => $"{grant.Method.Wire()} {grant.Host}:{grant.Port}{grant.Path}";

    /// <summary>Puts a grant in force; the caller has it on the disk.</summary>
    internal void Add(Grant grant)
    {
        lock (_gate)
        {
            _grants[grant.Id] = grant;
        }
    }
}
