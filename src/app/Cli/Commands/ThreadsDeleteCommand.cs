using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;

namespace Gatehouse.Cli.Commands;

internal static class ThreadsDeleteCommand
{
    public static Command Create()
    {
        var id = ThreadsCommand.Id();
        var command = new ExampledCommand(
            "delete",
            "Delete a conversation with all that was said in it. The receipts in the ledger keep what was written, requested or asked.",
            "gatehouse threads delete ID"
        )
        {
            id,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(id), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string id, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/chat/thread/delete",
            new DeleteThreadRequest(id),
            GatehouseJson.Default.DeleteThreadRequest,
            GatehouseJson.Default.DeletedThread,
            ct
        );
        return cli.Show(answer, gone => cli.Terminal.Good($"{id} is deleted, with its {gone.Turns} turns."));
    }
}
