using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Budgets;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Passes;

/// <summary>The way for a larger effect's driver to ask for its parts: each goes through the whole Gate.</summary>
/// <remarks>
/// The parts share a context of their own. It begins with what the whole was asked for, carries the asker's label, and allows nothing
/// outside of the whole; what the parts bring back stays in it and never reaches the asker's. Thread-safe.
/// </remarks>
public sealed class ChildEffects
{
    private readonly EffectGate _gate;
    private readonly EffectContext _context;
    private readonly Invocation _from;
    private Charge? _charged;

    internal ChildEffects(EffectGate gate, ExtractValue whole, EffectContext asker, Invocation from)
    {
        (_gate, _from) = (gate, from);
        var question = new ContextItem(asker.Label, from.Tool, whole.Question);
        _context = new EffectContext(asker.Thread, asker.Turn, Caller.Assistant, asker.Attended, [question]) { Within = whole };
    }

    /// <summary>Asks for one part and waits for its end.</summary>
    /// <exception cref="Ledger.LedgerUnavailableException">Nothing can be recorded, so nothing may happen.</exception>
    public async Task<GateResult> RunAsync(Effect part, CancellationToken ct)
    {
        var result = await _gate.RunAsync(part, _context, _from, ct);
        Charge? before;
        do
        {
            before = _charged;
        } while (Interlocked.CompareExchange(ref _charged, Charge.Sum(before, result.Charged), before) != before);
        return result;
    }

    /// <summary>What the parts were charged with until now; null for nothing.</summary>
    internal Charge? Charged => Volatile.Read(ref _charged);
}
