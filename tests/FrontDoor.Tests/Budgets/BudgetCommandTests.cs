using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Budgets;

/// <summary><c>gatehouse budget</c>: what may be spent, and moving a wall.</summary>
public sealed class BudgetCommandTests
{
    [TestNetFact]
    public async Task It_shows_the_walls_and_what_happens_and_moves_one_from_the_next_start_on()
    {
        await using var gatehouse = await GatehouseProcess.StartAsync();
        var shown = (await gatehouse.RunCliAsync("budget")).Output;
        Assert.Contains("0 tokens of 2,000,000 tokens  (BUDGET_TOKENS_PER_DAY)", shown, StringComparison.Ordinal);
        Assert.Contains("refused before it begins", shown, StringComparison.Ordinal);
        Assert.Contains("The day is filled again at ", shown, StringComparison.Ordinal);
        using (var json = JsonDocument.Parse((await gatehouse.RunCliAsync("budget", "--json")).Output))
        {
            Assert.Equal(5, json.RootElement.GetProperty("today").GetArrayLength());
        }

        Assert.Equal(0, (await gatehouse.RunCliAsync("budget", "set", "requests", "7", "--thread")).ExitCode);
        Assert.Equal(1, (await gatehouse.RunCliAsync("budget", "set", "usd", "much")).ExitCode);
        Assert.Equal(2, (await gatehouse.RunCliAsync("budget", "set", "bytes", "1MB", "--thread")).ExitCode);
        Assert.Equal(2, (await gatehouse.RunCliAsync("budget", "set", "electrons", "1")).ExitCode);
        await gatehouse.RestartAsync();
        Assert.Contains(
            "at most 7 requests  (BUDGET_REQUESTS_PER_THREAD)",
            (await gatehouse.RunCliAsync("budget")).Output,
            StringComparison.Ordinal
        );
    }
}
