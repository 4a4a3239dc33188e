using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Chat;

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
        var query = $"api/chat/export?thread_id={Uri.EscapeDataString(id)}";
        var answer = await cli.Server.GetAsync(query, GatehouseJson.Default.ThreadExport, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
            return ExitCode.Ok;
        }

        cli.Terminal.Line($"# {answer.Value.Thread.Title ?? "Untitled conversation"}");
        foreach (var message in answer.Value.Turns.SelectMany(turn => turn.Messages).Where(message => message.Text.Length > 0))
        {
            cli.Terminal.Line();
            cli.Terminal.Line(
                $"## {message.Role}, {message.Time:yyyy-MM-dd HH:mm} UTC{(message.Label.Integrity == "untrusted" ? ", from outside" : "")}"
            );
            cli.Terminal.Line();
            cli.Terminal.Line("> " + message.Text.ReplaceLineEndings("\n> "));
        }

        return ExitCode.Ok;
    }
}
