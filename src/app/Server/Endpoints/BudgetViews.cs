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
                ? $"{BudgetText.Describe(line.Cap.Dimension, line.Used)} of {line.Cap.Text}"
                : $"no money is counted: set {SettingNames.LlmPriceInput} and {SettingNames.LlmPriceOutput}",
            line.Cap.Setting,
            line.Warning,
            counted
        );

    private static BudgetCapView View(BudgetCap cap) => new(cap.Dimension.Wire(), cap.Dimension.Unit(), cap.Limit, cap.Text, cap.Setting);
}
