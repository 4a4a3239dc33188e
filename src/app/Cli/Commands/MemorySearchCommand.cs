using System.CommandLine;
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
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
            return ExitCode.Ok;
        }

        if (answer.Value.Results.Count == 0)
        {
            cli.Terminal.Line("Nothing was found.");
        }

        foreach (var hit in answer.Value.Results)
        {
            var text = hit.Content.Length > MaxShown ? hit.Content[..MaxShown] + "…" : hit.Content;
            cli.Terminal.Line($"{hit.Path}{MemoryOrigins.Mark(hit.Label)}");
            cli.Terminal.Line("  " + text.ReplaceLineEndings("\n  "));
        }

        return ExitCode.Ok;
    }
}
