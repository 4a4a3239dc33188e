using System.Globalization;
using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Budgets;

/// <summary>
/// Whose sum a cap holds. Closed: when there are jobs, a job is one more case here, one more scope of its
/// <see cref="Reservation"/>s, and a row of caps in <see cref="BudgetCaps"/>.
/// </summary>
public abstract record BudgetScope
{
    private BudgetScope() { }

    /// <summary>The stored name of the scope. Stable.</summary>
    public abstract string Key { get; }

    /// <summary>All threads together on one local calendar day.</summary>
    public sealed record Day(DateOnly Date) : BudgetScope
    {
        public override string Key => string.Create(CultureInfo.InvariantCulture, $"day {Date:yyyy-MM-dd}");
    }

    /// <summary>One thread, from its first turn to its last.</summary>
    public sealed record Thread(ThreadId Id) : BudgetScope
    {
        public override string Key => $"thread {Id.Value}";
    }
}
