using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;

namespace Gatehouse.Cli.Commands;

internal static class ThreadsCommand
{
    public static Command Create()
    {
        var list = new ExampledCommand("list", "Every conversation, newest first.", "gatehouse threads list --json");
        var command = new ExampledCommand(
            "threads",
            "Your conversations: list, rename, export, delete.",
            "gatehouse threads",
            "gatehouse threads export ID > chat.md"
        )
        {
            list,
            ThreadsRenameCommand.Create(),
            ThreadsExportCommand.Create(),
            ThreadsDeleteCommand.Create(),
        };
        CliContext.Handle(command, ListAsync);
        CliContext.Handle(list, ListAsync);
        return command;
    }

    public static Argument<string> Id() => new("id") { Description = "As `gatehouse threads` shows it." };

    private static async Task<int> ListAsync(ParseResult parsed, CliContext cli, CancellationToken ct)
    {
        var answer = await cli.Server.GetAsync("api/chat/threads", GatehouseJson.Default.ThreadList, ct);
        return cli.Show(answer, found => Print(cli.Terminal, found));
    }

    private static void Print(Terminal terminal, ThreadList found)
    {
        if (found.Threads.Count == 0)
        {
            terminal.Line("There is no conversation yet. `gatehouse chat` begins one.");
        }

        foreach (var thread in found.Threads)
        {
            terminal.Line($"{thread.Id}  {thread.UpdatedAt:yyyy-MM-dd HH:mm} UTC  {State(thread)}{thread.Title ?? "(untitled)"}");
        }
    }

    private static string State(ThreadView thread) =>
        thread.State switch
        {
            "Processing" => "[working] ",
            "AwaitingApproval" => "[waits for you] ",
            _ => "",
        };
}
