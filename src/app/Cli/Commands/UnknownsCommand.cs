using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Unknowns;

namespace Gatehouse.Cli.Commands;

internal static class UnknownsCommand
{
    public static Command Create()
    {
        var list = new ExampledCommand("list", "Show them, with the id of each.", "gatehouse unknowns list --json");
        var command = new ExampledCommand(
            "unknowns",
            "Effects of which nobody knows whether they happened. They are never repeated by themselves: look on the other side and say.",
            "gatehouse unknowns",
            "gatehouse unknowns settle ID --not-done"
        )
        {
            list,
            Settling(),
        };
        CliContext.Handle(command, ListAsync);
        CliContext.Handle(list, ListAsync);
        return command;
    }

    private static ExampledCommand Settling()
    {
        var id = new Argument<string>("id") { Description = "As `gatehouse unknowns` shows it." };
        var done = new Option<bool>("--done") { Description = "It happened." };
        var notDone = new Option<bool>("--not-done") { Description = "It did not happen." };
        var note = new Option<string?>("--note") { Description = "How you know, for the ledger." };
        var settle = new ExampledCommand(
            "settle",
            "Say whether it happened. The ledger keeps your word beside the unknown outcome; budgets stay charged.",
            "gatehouse unknowns settle ID --done --note \"it is in the calendar\""
        )
        {
            id,
            done,
            notDone,
            note,
        };
        CliContext.Handle(
            settle,
            (parsed, cli, ct) =>
                parsed.GetValue(done) == parsed.GetValue(notDone)
                    ? throw CliProblem.Usage("Say either --done or --not-done.")
                    : SettleAsync(cli, parsed.GetRequiredValue(id), parsed.GetValue(done), parsed.GetValue(note), ct)
        );
        return settle;
    }

    private static async Task<int> ListAsync(ParseResult parsed, CliContext cli, CancellationToken ct) =>
        cli.Show(await cli.Server.GetAsync("api/unknowns", GatehouseJson.Default.UnknownList, ct), list => Print(cli.Terminal, list));

    private static async Task<int> SettleAsync(CliContext cli, string id, bool done, string? note, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            $"api/unknowns/{Uri.EscapeDataString(id)}",
            new UnknownRequest(done ? "done" : "not_done", note),
            GatehouseJson.Default.UnknownRequest,
            GatehouseJson.Default.AcceptedView,
            ct
        );
        return cli.Show(answer, _ => cli.Terminal.Good($"Recorded: {id} {(done ? "happened" : "did not happen")}. Nothing is repeated."));
    }

    private static void Print(Terminal terminal, UnknownList list)
    {
        if (list.Unknowns.Count == 0)
        {
            terminal.Line("Nothing waits for your word: every effect has a known outcome.");
        }

        foreach (var unknown in list.Unknowns)
        {
            var thread = unknown.ThreadId is { } id ? $", thread {id}" : "";
            terminal.Line($"{unknown.Id}  {unknown.Since:yyyy-MM-dd HH:mm:ss} UTC  {unknown.Line}{thread}");
        }
    }
}
