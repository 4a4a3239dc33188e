using Gatehouse.Gate.Ledger;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Gate.Budgets;

/// <summary>
/// The hosts that this home reached. Those of earlier commits are on the disk; those that this process reached first are here too,
/// because their commit may still be on its way.
/// </summary>
/// <remarks>Not thread-safe: <see cref="Budget"/> holds its lock around it. A name that is looked up is a signal, so a refused name counts.</remarks>
internal sealed class NovelHosts(ILedgerStore store)
{
    private readonly Dictionary<HostName, State> _first = [];

    private enum State
    {
        /// <summary>One effect is charged with it and may not have begun.</summary>
        Held,

        /// <summary>Others went on uncharged because of that one: its charge is theirs as well and is not given back.</summary>
        Shared,

        Reached,
    }

    public bool IsNovel(HostName host) => !_first.ContainsKey(host) && !store.Knows(host);

    /// <summary>Notes who goes there. Only one of many at once is the first.</summary>
    public void Enter(HostName host, bool first)
    {
        if (first)
        {
            _first[host] = State.Held;
        }
        else if (_first.TryGetValue(host, out var state) && state == State.Held)
        {
            _first[host] = State.Shared;
        }
    }

    /// <summary>The effect that was charged with it began.</summary>
    public void Reach(HostName host) => _first[host] = State.Reached;

    /// <summary>The effect that was charged with it never began. False when the charge stands because others went there.</summary>
    public bool Forget(HostName host) => _first.GetValueOrDefault(host, State.Reached) == State.Held && _first.Remove(host);
}
