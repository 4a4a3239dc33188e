using System.CommandLine;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Stopping;

namespace Gatehouse.Cli.Commands;

internal static class StopCommand
{
    public static Command Create()
    {
        var thread = new Option<string?>("--thread") { Description = "Stop one thread only." };
        var reason = new Option<string?>("--reason") { Description = "Why, for the ledger." };
        var command = new ExampledCommand(
            "stop",
            """
            Stop everything, or one thread, at once. The server keeps running; `gatehouse resume` takes it back.

            Without this program: `touch ~/.gatehouse/STOP` stops everything too, and keeps it stopped as long as the file lies there.
            """,
            "gatehouse stop --reason \"looks odd\"",
            "gatehouse stop --thread 0198f0c2a1b27c3d9e4f5a6b7c8d9e0f"
        )
        {
            thread,
            reason,
        };
        CliContext.Handle(command, (parsed, cli, ct) => RunAsync(cli, parsed.GetValue(thread), parsed.GetValue(reason), ct));
        return command;
    }

    private static async Task<int> RunAsync(CliContext cli, string? thread, string? reason, CancellationToken ct)
    {
        var answer = await cli.Server.PostAsync(
            "api/stop",
            new StopRequest(thread is null ? "global" : "thread", thread, reason),
            GatehouseJson.Default.StopRequest,
            GatehouseJson.Default.StopAnswer,
            ct
        );
        if (cli.Json)
        {
            cli.Terminal.Output.WriteLine(answer.Text);
            return ExitCode.Ok;
        }

        var receipt = answer.Value.Receipt;
        cli.Terminal.Good($"Stopped {(thread is null ? "everything" : $"thread {thread}")}. {receipt.Cancelled} effects were cut off.");
        foreach (var effect in receipt.OnTheWire)
        {
            cli.Terminal.Warning($"  had already left: {effect.Kind} {effect.Line} (effect {effect.EffectId})");
        }

        return ExitCode.Ok;
    }
}
