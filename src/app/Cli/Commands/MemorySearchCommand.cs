using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

namespace Gatehouse.Cli.Commands;

internal static class MemorySearchCommand
{
    // Of a passage; `memory read` gives the whole.
    private const int MaxShown = 300;

    public static Command Create()
    {
        var words = new Argument<string[]>("words") { Description = "What to look for.", Arity = ArgumentArity.OneOrMore };
        var limit = new Option<int>("--limit", "-l") { Description = "Most results, 1 to 50.", DefaultValueFactory = _ => 5 };
        var command = new ExampledCommand(
            "search",
            "Passages with these words, best first. What came from outside says so.",
            "gatehouse memory search bicycle frame",
            "gatehouse memory search invoice -l 20 --json"
        )
        {
            words,
            limit,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) => RunAsync(cli, string.Join(' ', parsed.GetRequiredValue(words)), parsed.GetValue(limit), ct)
        );
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string words, int limit, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/memory/search",
            new MemorySearchRequest(words, limit),
            GatehouseJson.Default.MemorySearchRequest,
            GatehouseJson.Default.MemorySearchAnswer,
            ct
        );
        return cli.Show(answer, found => Print(cli.Terminal, found));
    }

    private static void Print(Terminal terminal, MemorySearchAnswer found)
    {
        if (found.Results.Count == 0)
        {
            terminal.Line("Nothing was found.");
        }

        foreach (var hit in found.Results)
        {
            var text = hit.Content.Length > MaxShown ? hit.Content[..MaxShown] + "…" : hit.Content;
            terminal.Line($"{hit.Path}{MemoryOrigins.Mark(hit.Label)}");
            terminal.Line("  " + text.ReplaceLineEndings("\n  "));
        }
    }
}
