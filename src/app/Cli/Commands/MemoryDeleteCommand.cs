using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

namespace Gatehouse.Cli.Commands;

internal static class MemoryDeleteCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "As `gatehouse memory tree` shows it." };
        var command = new ExampledCommand(
            "delete",
            "Delete a whole document. The receipts in the ledger keep what was written.",
            "gatehouse memory delete projects/garden.md"
        )
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
        return cli.Show(
            answer,
            changed => cli.Terminal.Good($"{changed.Path} is deleted. The receipts in the ledger keep what was written.")
        );
    }
}
