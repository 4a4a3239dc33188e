using System.CommandLine;
using Gatehouse.Contracts;

namespace Gatehouse.Cli.Commands;

internal static class MemoryTreeCommand
{
    public static Command Create()
    {
        var command = new ExampledCommand("tree", "Every document and folder.", "gatehouse memory tree", "gatehouse memory tree --json");
        CliContext.Handle(command, (_, cli, ct) => RunAsync(cli, ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, CancellationToken ct)
    {
        var answer = await cli.Server.GetAsync("api/memory/tree", GatehouseJson.Default.MemoryTree, ct);
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
            return ExitCode.Ok;
        }

        if (answer.Value.Entries.Count == 0)
        {
            cli.Terminal.Line("Nothing is remembered yet. Say \"remember …\" in a chat, or use `gatehouse memory write`.");
        }

        foreach (var entry in answer.Value.Entries)
        {
            var name = entry.Path.Split('/')[^1];
            cli.Terminal.Line($"{new string(' ', 2 * entry.Path.Count(c => c == '/'))}{name}{(entry.IsDir ? "/" : "")}");
        }

        if (answer.Value.Truncated)
        {
            cli.Terminal.Warning("(there are more; search for them with `gatehouse memory search`)");
        }

        return ExitCode.Ok;
    }
}
