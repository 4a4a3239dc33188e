using System.CommandLine;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

namespace Gatehouse.Cli.Commands;

internal static class MemoryReadCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "As `gatehouse memory tree` shows it." };
        var origins = new Option<bool>("--origins") { Description = "Say after the text where each part comes from." };
        var command = new ExampledCommand(
            "read",
            "Print a document.",
            "gatehouse memory read MEMORY.md",
            "gatehouse memory read daily/2026-11-22.md --origins"
        )
        {
            path,
            origins,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(path), parsed.GetValue(origins), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string path, bool origins, CancellationToken ct)
    {
        var query = $"api/memory/read?path={Uri.EscapeDataString(path)}";
        var answer = await cli.Server.GetAsync(query, GatehouseJson.Default.MemoryText, ct);
        return cli.Show(answer, text => Print(cli.Terminal, text, origins));
    }

    private static void Print(Terminal terminal, MemoryText text, bool origins)
    {
        terminal.Line(text.Content);
        foreach (var part in text.Parts.Where(_ => origins))
        {
            terminal.Warning(
                $"{part.Start}+{part.Length}: {part.Time:yyyy-MM-dd HH:mm} UTC, effect {part.EffectId}, {part.Label.Integrity}{MemoryOrigins.Mark(part.Label)}"
            );
        }
    }
}
