using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

namespace Gatehouse.Cli.Commands;

internal static class MemoryDeleteCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "As `gatehouse memory tree` shows it." };
        var command = new ExampledCommand("delete", "Delete a whole document. It is gone.", "gatehouse memory delete projects/garden.md")
        {
            path,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(path), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string path, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/memory/delete",
            new MemoryDeleteRequest(path),
            GatehouseJson.Default.MemoryDeleteRequest,
            GatehouseJson.Default.MemoryChange,
            ct
        );
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
        }
        else
        {
            cli.Terminal.Good($"{answer.Value.Path} is deleted. Its writing and its end are in the ledger.");
        }

        return ExitCode.Ok;
    }
}
