using System.CommandLine;
using System.Text.Json.Nodes;
using Gatehouse.Cli.Exporting;
using Gatehouse.Cli.Input;
using Gatehouse.Cli.Output;

namespace Gatehouse.Cli.Commands;

internal static class ExportCommand
{
    public static Command Create()
    {
        var target = new Argument<string>("folder") { Description = "A new folder." };
        var command = new ExampledCommand(
            "export",
            "Write everything of yours in open formats: conversations, memory, settings, the ledger. Not encrypted.",
            "gatehouse export ~/gatehouse-export"
        )
        {
            target,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetRequiredValue(target), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string target, CancellationToken ct)
    {
        using var interruption = new Interruption(ct);
        ExportedCounts counts;
        try
        {
            using var progress = new ProgressLine();
            using var folder = new ExportFolder(target);
            counts = await new OwnerExport(cli.Server, folder, progress.Tell).WriteAsync(interruption.Token);
            folder.Complete();
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            throw CliProblem.Failed("Interrupted. Nothing was exported.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CliProblem.Failed(e.Message);
        }

        if (cli.Json)
        {
            var answer = new JsonObject
            {
                ["folder"] = Path.GetFullPath(target),
                ["threads"] = counts.Threads,
                ["memories"] = counts.Memories,
                ["settings"] = counts.Settings,
                ["entries"] = counts.Entries,
            };
            cli.Terminal.Output.WriteLine(answer.ToJsonString());
            return ExitCode.Ok;
        }

        cli.Terminal.Good(
            $"{target} holds {counts.Threads} conversations, {counts.Memories} memories, {counts.Settings} settings and {counts.Entries} entries of the ledger."
        );
        cli.Terminal.Line("It is not encrypted: keep it as you keep the home folder.");
        return ExitCode.Ok;
    }
}
