using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Completions;

/// <summary>What of the day's budgets is used.</summary>
internal static class Spent
{
    public static async Task<long> UsedAsync(this GatewayClient owner, string dimension) =>
        (await owner.StatusAsync())
            .GetProperty("budget")
            .GetProperty("today")
            .EnumerateArray()
            .Single(line => line.Text("dimension") == dimension)
            .GetProperty("used")
            .GetInt64();
}
