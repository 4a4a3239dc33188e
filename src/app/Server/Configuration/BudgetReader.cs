using Gatehouse.Gate;
using Gatehouse.Gate.Budgets;

namespace Gatehouse.Server.Configuration;

/// <summary>Reads the budgets. 0 allows none of it; what is not set has the Gate's default, or for a thread no cap.</summary>
internal static class BudgetReader
{
    /// <summary>A thousand million tokens: more than a person pays for in a year.</summary>
    private const long MostTokens = 1_000_000_000;

    /// <summary>A million requests: ten a second, day and night.</summary>
    private const long MostRequests = 1_000_000;

    /// <summary>100,000 USD, in millionths.</summary>
    private const long MostMicroUsd = 100_000_000_000;

    /// <summary>10 TB.</summary>
    private const long MostBytes = 10L << 40;

    public static BudgetSettings Read(SettingValues values)
    {
        RefuseUnknown(values);
        var defaults = new GateOptions();
        return new BudgetSettings(
            values.Number(SettingNames.BudgetTokens, defaults.TokensPerDay, 0, MostTokens, "tokens a day"),
            values.MicroUsd(SettingNames.BudgetUsd, MostMicroUsd) ?? defaults.MicroUsdPerDay,
            values.Number(SettingNames.BudgetRequests, defaults.RequestsPerDay, 0, MostRequests, "requests a day"),
            values.Bytes(SettingNames.BudgetBytes, MostBytes) ?? defaults.BytesPerDay,
            values.Number(SettingNames.BudgetNovelHosts, defaults.NovelHostsPerDay, 0, MostRequests, "new hosts a day"),
            Optional(values, SettingNames.BudgetThreadTokens, MostTokens, "tokens a thread"),
            values.MicroUsd(SettingNames.BudgetThreadUsd, MostMicroUsd),
            Optional(values, SettingNames.BudgetThreadRequests, MostRequests, "requests a thread"),
            Price(values)
        );
    }

    private static long? Optional(SettingValues values, string name, long most, string unit) =>
        values.Text(name) is null ? null : values.Number(name, 0, 0, most, unit);

    private static ModelPrice? Price(SettingValues values)
    {
        var input = values.MicroUsd(SettingNames.LlmPriceInput, MostMicroUsd);
        var output = values.MicroUsd(SettingNames.LlmPriceOutput, MostMicroUsd);
        if (values.Text(SettingNames.LlmPriceInput) is null != values.Text(SettingNames.LlmPriceOutput) is null)
        {
            var (missing, set) = values.Text(SettingNames.LlmPriceInput) is null
                ? (SettingNames.LlmPriceInput, SettingNames.LlmPriceOutput)
                : (SettingNames.LlmPriceOutput, SettingNames.LlmPriceInput);
            values.Refuse(missing, $"must be set too, because {set} is: set both prices, or neither to count tokens only.");
        }

        return input is { } one && output is { } other ? new ModelPrice(one, other) : null;
    }

    // A mistyped wall is no wall.
    private static void RefuseUnknown(SettingValues values)
    {
        foreach (var name in values.Names.Where(name => name.StartsWith(SettingNames.BudgetPrefix, StringComparison.Ordinal)))
        {
            if (KnownSettings.Find(name) is null)
            {
                values.Refuse(name, $"is no setting. Known: {string.Join(", ", KnownSettings.WithPrefix(SettingNames.BudgetPrefix))}.");
            }
        }
    }
}
