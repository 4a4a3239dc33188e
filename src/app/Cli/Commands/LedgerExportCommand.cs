using System.CommandLine;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

internal static class LedgerExportCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand(
            "export-head",
            "Print the end of the chain, signed, as JSON. Kept on another machine (a note, a mail to yourself), it shows later that nothing was dropped or changed: `ledger verify --against`.",
            "gatehouse ledger export-head > head.json"
        );
        CliContext.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var head = await cli.Server.GetAsync("api/ledger/head", GatehouseJson.Default.ExportedHead, ct);
        cli.Terminal.Output.WriteLine(head.Text);
        return ExitCode.Ok;
    }
}
