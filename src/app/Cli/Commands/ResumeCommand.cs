using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Stopping;

namespace Gatehouse.Cli.Commands;

internal static class ResumeCommand
{
    public static Command Create()
    {
        var thread = new Option<string?>("--thread") { Description = "Resume one thread only." };
        var command = new ExampledCommand("resume", "Take a stop back.", "gatehouse resume") { thread };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(thread), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string? thread, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/resume",
            new ResumeRequest(thread is null ? "global" : "thread", thread),
            GatehouseJson.Default.ResumeRequest,
            GatehouseJson.Default.StopState,
            ct
        );
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
            return ExitCode.Ok;
        }

        cli.Terminal.Good("Resumed.");
        foreach (var left in answer.Value.Threads)
        {
            cli.Terminal.Line($"  still stopped: thread {left.ThreadId} since {left.Since:u} ({left.Reason})");
        }

        return ExitCode.Ok;
    }
}
