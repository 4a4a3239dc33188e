using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;

namespace Gatehouse.Cli.Commands;

internal static class ThreadsRenameCommand
{
    public static Command Create()
    {
        var id = ThreadsCommand.Id();
        var title = new Argument<string>("title") { Description = "Up to 200 characters." };
        var command = new ExampledCommand("rename", "Give a conversation a title.", "gatehouse threads rename ID \"Holiday plans\"")
        {
            id,
            title,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(id), parsed.GetRequiredValue(title), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string id, string title, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/chat/thread/rename",
            new RenameThreadRequest(id, title),
            GatehouseJson.Default.RenameThreadRequest,
            GatehouseJson.Default.ThreadView,
            ct
        );
        return cli.Show(answer, renamed => cli.Terminal.Good($"{id} is now called {renamed.Title}."));
    }
}
