using System.CommandLine;
using System.Globalization;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Status;

namespace Gatehouse.Cli.Commands;

internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand(
            "status",
            "Show the model, what waits, what is stopped, the budget and the ledger.",
            "gatehouse status --json"
        );
        CliContext.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var status = await cli.Server.GetAsync("api/gateway/status", GatehouseJson.Default.StatusView, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(status.Text);
            return ExitCode.Ok;
        }

        Print(cli.Terminal, status.Value);
        return ExitCode.Ok;
    }

    private static void Print(Terminal terminal, StatusView status)
    {
        terminal.Pairs([
            ("version", status.Version),
            ("up", $"{TimeSpan.FromSeconds(status.UptimeSecs):d\\.hh\\:mm\\:ss}"),
            (
                "model",
                status.Offline
                    ? "none connected (offline): set LLM_BACKEND, LLM_BASE_URL, LLM_MODEL, LLM_API_KEY and restart"
                    : $"{status.LlmModel} ({status.LlmBackend})"
            ),
            ("policy", status.Policy ?? "unknown"),
            ("waiting", status.PendingApprovals == 0 ? "nothing" : $"{status.PendingApprovals} for your answer: gatehouse approvals"),
            (
                "unknown",
                status.UnknownOutcomes == 0 ? "nothing" : $"{status.UnknownOutcomes} may or may not have happened: gatehouse unknowns"
            ),
            ("stopped", Stopped(status)),
            .. Budget(status.Budget),
            (
                "ledger",
                $"{status.Ledger.Entries} entries, {status.Ledger.Problem ?? (status.Ledger.Verified ? "verified at start" : "not verified: gatehouse ledger verify")}, head {status.Ledger.Hash[..16]}"
            ),
            (
                "injections",
                status.InjectionSignals == 0
                    ? "none seen since the start"
                    : $"{status.InjectionSignals} results looked like one since the start"
            ),
            ("pages", $"{status.TotalConnections} connected"),
            ("sign-ins", status.FailedCredentials == 0 ? "none failed" : $"{status.FailedCredentials} failed: see logs/gatehouse.log"),
        ]);
    }

    private static IEnumerable<(string Name, string Value)> Budget(BudgetView budget)
    {
        foreach (var line in budget.Today)
        {
            var nearly = line.Warning ? $" - nearly or all used: {line.Setting} sets the limit" : "";
            yield return ($"today's {line.Dimension.Replace('_', ' ')}", $"{line.Text}{nearly}");
        }

        foreach (var cap in budget.PerThread)
        {
            yield return ($"a thread's {cap.Dimension.Replace('_', ' ')}", $"at most {cap.Text}");
        }

        yield return ("filled again", budget.ResetsAt.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture));
    }

    private static string Stopped(StatusView status) =>
        status.Stop.Global is { } all ? $"everything since {all.Since:u} ({all.Reason}): gatehouse resume"
        : status.Stop.Threads.Count > 0 ? $"{status.Stop.Threads.Count} threads"
        : "nothing";
}
