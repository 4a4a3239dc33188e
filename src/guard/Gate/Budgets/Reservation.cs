using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Gate.Budgets;

/// <summary>What one effect holds of its budgets: the bound while it runs, what it really used once that is known.</summary>
/// <param name="Day">Local calendar day of the reservation; it stays that day's, also when it settles after midnight.</param>
/// <param name="NovelHost">The host that it is charged with as never reached before; null for none.</param>
public sealed record Reservation(EffectId Effect, DateOnly Day, ThreadId? Thread, Amounts Amounts, HostName? NovelHost, bool Settled)
{
    /// <summary>It holds nothing, so there is nothing to keep of it.</summary>
    public bool IsFree => Amounts == Amounts.None;

    /// <summary>The sums that it is part of.</summary>
    public IEnumerable<BudgetScope> Scopes
    {
        get
        {
            yield return new BudgetScope.Day(Day);
            if (Thread is not null)
            {
                yield return new BudgetScope.Thread(Thread);
            }
        }
    }
}
