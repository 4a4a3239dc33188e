using System.CommandLine;
using Gatehouse.Cli.Input;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

namespace Gatehouse.Cli.Commands;

internal static class MemoryWriteCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "The document, such as projects/garden.md." };
        var content = new Argument<string?>("content")
        {
            Description = "The text; standard input when left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var append = new Option<bool>("--append", "-a") { Description = "Add to the document instead of replacing it." };
        var command = new ExampledCommand(
            "write",
            "Keep a text, as your own word. Without --append the document is replaced.",
            "gatehouse memory write projects/garden.md \"The roses were cut in March.\" --append",
            "gatehouse memory write MEMORY.md < MEMORY.md"
        )
        {
            path,
            content,
            append,
        };
        CliContext.Handle(
            command,
            (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(path), parsed.GetValue(content), parsed.GetValue(append), ct)
        );
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string path, string? content, bool append, CancellationToken ct)
    {
        var text = content ?? await InputText.ReadAsync(InputText.StandardInput, ct);
        var answer = await cli.Server.PostAsync(
            "api/memory/write",
            new MemoryWriteRequest(path, text, append),
            GatehouseJson.Default.MemoryWriteRequest,
            GatehouseJson.Default.MemoryChange,
            ct
        );
        return cli.Show(answer, changed => cli.Terminal.Good($"Written to {changed.Path}."));
    }
}
