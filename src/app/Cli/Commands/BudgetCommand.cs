using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Settings;
using Gatehouse.Contracts.Status;

namespace Gatehouse.Cli.Commands;

internal static class BudgetCommand
{
    // What can be walled, and the settings that do it: of a day and, where there is one, of a thread.
    private static readonly (string What, string Day, string? Thread)[] Walls =
    [
        ("tokens", "BUDGET_TOKENS_PER_DAY", "BUDGET_TOKENS_PER_THREAD"),
        ("usd", "BUDGET_USD_PER_DAY", "BUDGET_USD_PER_THREAD"),
        ("requests", "BUDGET_REQUESTS_PER_DAY", "BUDGET_REQUESTS_PER_THREAD"),
        ("bytes", "BUDGET_BYTES_PER_DAY", null),
        ("hosts", "BUDGET_NOVEL_HOSTS_PER_DAY", null),
    ];

    public static Command Create()
    {
        var command = new ExampledCommand(
            "budget",
            "Show what may be spent today and in a thread, what is spent, and what happens then.",
            "gatehouse budget",
            "gatehouse budget set usd 2",
            "gatehouse budget set tokens 200000 --thread"
        )
        {
            Set(),
        };
        CliContext.Handle(command, (_, cli, ct) => ShowAsync(cli, ct));
        return command;
    }

    private static ExampledCommand Set()
    {
        var what = new Argument<string>("what") { Description = "tokens, usd, requests, bytes or hosts." };
        what.AcceptOnlyFromAmong([.. Walls.Select(wall => wall.What)]);
        var amount = new Argument<string>("amount") { Description = "Such as 500000, 2.50 or 500MB. 0 allows none." };
        var thread = new Option<bool>("--thread") { Description = "The wall of one thread in its life, instead of the day's." };
        var command = new ExampledCommand(
            "set",
            "Store another wall. It counts from the next start of the server on, and is recorded in the ledger.",
            "gatehouse budget set requests 1000"
        )
        {
            what,
            amount,
            thread,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) => SetAsync(cli, parsed.GetRequiredValue(what), parsed.GetRequiredValue(amount), parsed.GetValue(thread), ct)
        );
        return command;
    }

    private static async Task<int> ShowAsync(CliContext cli, CancellationToken ct)
    {
        var budget = (await cli.Server.GetAsync("api/gateway/status", GatehouseJson.Default.StatusView, ct)).Value.Budget;
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(budget, GatehouseJson.Default.BudgetView));
        }
        else
        {
            Print(cli.Terminal, budget);
        }

        return ExitCode.Ok;
    }

    private static async Task<int> SetAsync(CliContext cli, string what, string amount, bool thread, CancellationToken ct)
    {
        var (_, day, ofThread) = Walls.Single(wall => wall.What == what);
        var name = !thread ? day : ofThread ?? throw CliProblem.Usage($"There is no wall of {what} for a thread. Leave --thread out.");
        await cli.Server.PutAsync($"api/settings/{name}", new SettingValue(amount), GatehouseJson.Default.SettingValue, ct);
        var stored = await cli.Server.GetAsync($"api/settings/{name}", GatehouseJson.Default.SettingView, ct);
        return cli.Show(
            stored,
            setting => cli.Terminal.Good($"{setting.Key}={setting.Value} is stored. It counts from the next start on.")
        );
    }

    private static void Print(Terminal terminal, BudgetView budget)
    {
        terminal.Heading($"Today, {budget.Day:yyyy-MM-dd}");
        foreach (var line in budget.Today)
        {
            var row = $"  {line.Dimension.Replace('_', ' '), -12} {line.Text}  ({line.Setting})";
            if (line.Warning)
            {
                terminal.Warning($"{row}  nearly or all used");
            }
            else
            {
                terminal.Line(row);
            }
        }

        terminal.Heading("Each thread in its life");
        foreach (var cap in budget.PerThread)
        {
            terminal.Line($"  {cap.Dimension.Replace('_', ' '), -12} at most {cap.Text}  ({cap.Setting})");
        }

        if (budget.PerThread.Count == 0)
        {
            terminal.Line("  no cap of its own: the day's holds");
        }

        terminal.Line();
        terminal.Line("What would pass a wall is refused before it begins; the assistant says which wall it was, and the rest goes on.");
        terminal.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The day is filled again at {budget.ResetsAt:yyyy-MM-dd HH:mm zzz}. `gatehouse budget set` moves a wall."
            )
        );
    }
}
