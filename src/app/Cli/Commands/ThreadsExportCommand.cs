using System.CommandLine;

namespace Gatehouse.Cli.Commands;

internal static class ThreadsExportCommand
{
    public static Command Create()
    {
        var id = ThreadsCommand.Id();
        var command = new ExampledCommand(
            "export",
            "Print a conversation whole: as text for people, with --json for programs.",
            "gatehouse threads export ID > chat.md",
            "gatehouse threads export ID --json > chat.json"
        )
        {
            id,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(id), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string id, CancellationToken ct)
    {
        var text = await cli.Server.GetTextAsync(
            $"api/chat/export?thread_id={Uri.EscapeDataString(id)}&format={(cli.Json ? "json" : "markdown")}",
            ct
        );
        // JSON is escaped already; what a model or a page wrote may hold what a terminal obeys.
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(text);
        }
        else
        {
            cli.Terminal.Line(text.TrimEnd('\n'));
        }

        return ExitCode.Ok;
    }
}
