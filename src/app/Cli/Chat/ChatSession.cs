using System.Threading.Channels;
using Gatehouse.Cli.Control;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Chat;
using Gatehouse.Contracts.Events;
using Gatehouse.Contracts.Stopping;

namespace Gatehouse.Cli.Chat;

/// <summary>Interactive chat: lines in, answers out, questions answered in place after their exact fields were shown.</summary>
internal sealed class ChatSession(CliContext cli, string? thread)
{
    private readonly Channel<string?> _lines = Channel.CreateBounded<string?>(16);

    public async Task<int> RunAsync(CancellationToken ct)
    {
        using var events = await cli.Server.OpenEventsAsync(ct);
        var id = thread ?? await NewThreadAsync(ct);
        var watch = new TurnWatch(cli.Terminal, id);
        cli.Terminal.Line($"Thread {id}. /stop stops an answer, /approvals shows what waits, /quit ends.");
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var reading = ReadLinesAsync(ending.Token);
        try
        {
            return await TalkAsync(events, watch, id, ct);
        }
        finally
        {
            await ending.CancelAsync();
            // A console read cannot be taken back; it ends with the process.
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(50), CancellationToken.None));
        }
    }

    private async Task<int> TalkAsync(EventReader events, TurnWatch watch, string id, CancellationToken ct)
    {
        var happened = events.NextAsync(ct);
        var line = _lines.Reader.ReadAsync(ct).AsTask();
        Prompt(watch);
        while (true)
        {
            if (await Task.WhenAny(happened, line) == happened)
            {
                switch (await happened)
                {
                    case null:
                        throw CliProblem.Failed("The server stopped. Start it again and go on with --thread " + id + ".");
                    case ResyncEvent:
                        cli.Terminal.Warning("(some events were missed; the page has the whole thread)");
                        break;
                    case { } one when TakesPrompt(watch, one):
                        Prompt(watch);
                        break;
                }

                happened = events.NextAsync(ct);
                continue;
            }

            if (await line is not { } text || text.Trim() == "/quit")
            {
                return ExitCode.Ok;
            }

            await TakeLineAsync(text.Trim(), watch, id, ct);
            line = _lines.Reader.ReadAsync(ct).AsTask();
        }
    }

    // A question that was answered elsewhere takes its prompt with it.
    private static bool TakesPrompt(TurnWatch watch, ServerEvent happened)
    {
        var open = watch.Asked.Count;
        return watch.Take(happened) || watch.Asked.Count < open;
    }

    private async Task TakeLineAsync(string text, TurnWatch watch, string id, CancellationToken ct)
    {
        try
        {
            switch (text)
            {
                case "/stop":
                    await StopAsync(id, ct);
                    break;
                case "/approvals":
                    foreach (var approval in watch.Asked.Skip(1))
                    {
                        ApprovalText.Print(cli.Terminal, approval);
                    }

                    break;
                case "y" or "yes" or "n" or "no" or "always" when watch.Asked is [var first, ..]:
                    watch.Forget(first);
                    await AnswerAsync(first, text, ct);
                    break;
                case { Length: > 0 }:
                    await Sending.SendAsync(cli.Server, text, [], id, ct);
                    return;
            }
        }
        catch (CliProblem problem) when (problem.ExitCode == ExitCode.Failed)
        {
            cli.Terminal.Bad(problem.Message);
        }

        Prompt(watch);
    }

    private void Prompt(TurnWatch watch)
    {
        if (watch.Turn is not null)
        {
            return;
        }

        if (watch.Asked is [var first, ..])
        {
            ApprovalText.Print(cli.Terminal, first);
            cli.Terminal.Piece(first.AllowAlways ? $"{first.RequestId}? [y/N/always] " : $"{first.RequestId}? [y/N] ");
            return;
        }

        cli.Terminal.Piece("> ");
    }

    private async Task AnswerAsync(ApprovalView approval, string text, CancellationToken ct)
    {
        var action = text switch
        {
            "y" or "yes" => "approve",
            "always" => "always",
            _ => "deny",
        };
        if (action != "deny")
        {
            await Commands.OmittedParts.RequireSeenAsync(cli, approval.RequestId, seen: null, ct);
        }

        await Commands.OwnerAnswer.GiveAsync(
            cli,
            approval.RequestId,
            action,
            reason: null,
            action == "deny" ? "is denied." : "is approved.",
            ct
        );
    }

    private async Task StopAsync(string id, CancellationToken ct)
    {
        await cli.Server.PostAsync(
            "api/stop",
            new StopRequest("thread", id, "stopped in the terminal"),
            GatehouseJson.Default.StopRequest,
            GatehouseJson.Default.StopAnswer,
            ct
        );
        cli.Terminal.Good($"Stopped. `gatehouse resume --thread {id}` lets it go on.");
    }

    private async Task<string> NewThreadAsync(CancellationToken ct) =>
        (
            await cli.Server.PostAsync(
                "api/chat/thread/new",
                new NewThreadRequest(),
                GatehouseJson.Default.NewThreadRequest,
                GatehouseJson.Default.ThreadView,
                ct
            )
        )
            .Value
            .Id;

    // Null marks the end of input.
    private async Task ReadLinesAsync(CancellationToken ct)
    {
        try
        {
            string? text;
            do
            {
                text = await Task.Run(Console.In.ReadLine, ct);
                await _lines.Writer.WriteAsync(text, ct);
            } while (text is not null);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }
}
