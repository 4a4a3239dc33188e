using Gatehouse.Contracts.Status;
using Gatehouse.Gate.Budgets;
using Gatehouse.Server.Configuration;

namespace Gatehouse.Server.Endpoints;

/// <summary>Budgets as the API shows them.</summary>
internal static class BudgetViews
{
    /// <param name="priced">Whether the model has a price. Without one, "0.00 USD used" would read as "it costs nothing".</param>
    public static BudgetView View(BudgetStatus status, bool priced) =>
        new(
            status.Day,
            status.ResetsAt,
            [.. status.Today.Select(line => View(line, line.Cap.Dimension != BudgetDimension.Money || priced))],
            [.. status.PerThread.Select(View)]
        );

    private static BudgetLineView View(BudgetLine line, bool counted) =>
        new(
            line.Cap.Dimension.Wire(),
            line.Cap.Dimension.Unit(),
            line.Used,
            line.Cap.Limit,
            counted
                ? $"{Say(line.Cap, line.Used)} of {Say(line.Cap, line.Cap.Limit)}"
                : $"no money is counted: set {SettingNames.LlmPriceInput} and {SettingNames.LlmPriceOutput}",
            line.Cap.Setting,
            line.Warning,
            counted
        );

    private static BudgetCapView View(BudgetCap cap) =>
        new(cap.Dimension.Wire(), cap.Dimension.Unit(), cap.Limit, Say(cap, cap.Limit), cap.Setting);

    private static string Say(BudgetCap cap, long amount) => BudgetText.Describe(cap.Dimension, amount);
}
