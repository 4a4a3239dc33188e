using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

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
        return cli.Show(answer, found => Print(cli.Terminal, found));
    }

    private static void Print(Terminal terminal, MemoryTree found)
    {
        if (found.Entries.Count == 0)
        {
            terminal.Line("Nothing is remembered yet. Say \"remember …\" in a chat, or use `gatehouse memory write`.");
        }

        foreach (var entry in found.Entries)
        {
            var name = entry.Path.Split('/')[^1];
            terminal.Line($"{new string(' ', 2 * entry.Path.Count(c => c == '/'))}{name}{(entry.IsDir ? "/" : "")}");
        }

        if (found.Truncated)
        {
            terminal.Warning("(there are more; search for them with `gatehouse memory search`)");
        }
    }
}
