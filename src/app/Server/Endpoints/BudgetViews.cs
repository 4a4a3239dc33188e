using Gatehouse.Contracts.Status;
using Gatehouse.Gate.Budgets;

namespace Gatehouse.Server.Endpoints;

/// <summary>Budgets as the API shows them.</summary>
internal static class BudgetViews
{
    public static BudgetView View(BudgetStatus status) =>
        new(status.Day, status.ResetsAt, [.. status.Today.Select(View)], [.. status.PerThread.Select(View)]);

    private static BudgetLineView View(BudgetLine line) =>
        new(
            line.Cap.Dimension.Wire(),
            line.Cap.Dimension.Unit(),
            line.Used,
            line.Cap.Limit,
            $"{BudgetText.Describe(line.Cap.Dimension, line.Used)} of {BudgetText.Describe(line.Cap.Dimension, line.Cap.Limit)}",
            line.Cap.Setting,
            line.Warning
        );

    private static BudgetCapView View(BudgetCap cap) =>
        new(cap.Dimension.Wire(), cap.Dimension.Unit(), cap.Limit, BudgetText.Describe(cap.Dimension, cap.Limit), cap.Setting);
}
