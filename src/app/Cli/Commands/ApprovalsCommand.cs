using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

internal static class ApprovalsCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand(
            "approvals",
            "Show what waits for your answer, with every field of the exact bytes.",
            "gatehouse approvals --json"
        );
        CliContext.Handle(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var waiting = await cli.Server.GetAsync("api/approvals", GatehouseJson.Default.ApprovalList, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(waiting.Text);
            return ExitCode.Ok;
        }

        if (waiting.Value.Approvals.Count == 0)
        {
            cli.Terminal.Line("Nothing waits for your answer.");
        }

        foreach (var approval in waiting.Value.Approvals)
        {
            ApprovalText.Print(cli.Terminal, approval);
            cli.Terminal.Line();
        }

        return ExitCode.Ok;
    }
}
