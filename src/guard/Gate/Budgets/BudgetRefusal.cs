using System.Globalization;

namespace Gatehouse.Gate.Budgets;

/// <summary>Why a budget did not cover an effect: nothing was reserved and nothing was sent.</summary>
/// <param name="Left">What may still be spent; 0 when more was used than the limit.</param>
/// <param name="Needed">The bound of the effect.</param>
/// <param name="ResetsAt">When the sum starts anew; null when it never does.</param>
public sealed record BudgetRefusal(BudgetScope Scope, BudgetCap Cap, long Left, long Needed, DateTimeOffset? ResetsAt)
{
    /// <summary>Sentences for the owner and the model: which budget, what is left, and what happens then.</summary>
    public string Describe() =>
        $"{Whose} budget does not cover this: it may take up to {Say(Needed)}, and of {Say(Cap.Limit)} ({Cap.Setting}) {Say(Left)} are left. {Then}";

    private string Whose => Scope is BudgetScope.Thread ? "This thread's" : "Today's";

    private string Then =>
        Needed > Cap.Limit ? $"It is more than the whole budget: raise {Cap.Setting} and restart, or do without."
        : ResetsAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"It is filled again at {at:yyyy-MM-dd HH:mm zzz}.")
        : $"It is not filled again: go on in a new thread, or raise {Cap.Setting} and restart.";

    private string Say(long amount) => BudgetText.Describe(Cap.Dimension, amount);
}
