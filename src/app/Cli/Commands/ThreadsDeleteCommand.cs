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
            "Delete a conversation with all that was said in it. The ledger keeps what was done.",
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
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
        }
        else
        {
            cli.Terminal.Good($"{id} is deleted, with its {answer.Value.Turns} turns.");
        }

        return ExitCode.Ok;
    }
}
