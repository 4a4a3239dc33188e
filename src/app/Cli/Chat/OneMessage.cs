using System.Text.Json;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Cli.Chat;

/// <summary><c>chat -m</c>: one message, its answer, an exit code.</summary>
internal static class OneMessage
{
    public static async Task<int> RunAsync(CliContext cli, string text, IReadOnlyList<string> pasted, string? thread, CancellationToken ct)
    {
        // Listen first, so that nothing of the answer is missed.
        using var events = await cli.Server.OpenEventsAsync(ct);
        var sent = await Sending.SendAsync(cli.Server, text, pasted, thread, ct);
        // With --json the answer goes out once, as the event of the turn's end with its text before it; nothing else is printed.
        var watch = new TurnWatch(cli.Json ? new Terminal(TextWriter.Null, Console.Error) : cli.Terminal, sent.ThreadId!);
        var ours = false;
        while (await events.NextAsync(ct) is { } happened)
        {
            ours |= happened is TurnStartedEvent started && started.MessageId == sent.MessageId;
            if (happened is ResyncEvent)
            {
                throw CliProblem.Failed(
                    $"The answer came faster than this terminal took it. Read it on the page, in thread {sent.ThreadId}."
                );
            }

            if (!ours)
            {
                continue;
            }

            if (cli.Json && Concerns(happened, sent.ThreadId!))
            {
                cli.Terminal.Output.WriteLine(JsonSerializer.Serialize(happened, GatehouseJson.Default.ServerEvent));
            }

            if (watch.Take(happened))
            {
                return End(cli, watch, sent.ThreadId!);
            }
        }

        throw CliProblem.Failed("The server stopped before the answer was complete. Start it again: the turn is taken up or closed.");
    }

    private static int End(CliContext cli, TurnWatch watch, string thread)
    {
        var ended = watch.Ended!;
        if (!cli.Json && ended.Reason != "answered")
        {
            cli.Terminal.Warning($"(ended: {ended.Reason.Replace('_', ' ')}; go on with --thread {thread})");
        }

        return ended.State == "Completed" ? ExitCode.Ok : ExitCode.Failed;
    }

    private static bool Concerns(ServerEvent happened, string thread) =>
        happened switch
        {
            ResponseEvent response => response.ThreadId == thread,
            TurnEndedEvent ended => ended.ThreadId == thread,
            Gatehouse.Contracts.Approvals.ApprovalView approval => approval.ThreadId == thread,
            _ => false,
        };
}
