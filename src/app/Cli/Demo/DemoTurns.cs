using Gatehouse.Cli.Chat;
using Gatehouse.Cli.Control;
using Gatehouse.Cli.Output;
using Gatehouse.Contracts.Approvals;
using Gatehouse.Contracts.Events;

namespace Gatehouse.Cli.Demo;

/// <summary>Lets the demonstration speak and watches what comes of it.</summary>
internal sealed class DemoTurns(ControlClient server, EventReader events, TextWriter answers)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Terminal _quiet = new(answers, TextWriter.Null);

    /// <summary>Says something in a thread of its own and waits for the end of the turn.</summary>
    /// <returns>What was asked of the owner meanwhile.</returns>
    public async Task<IReadOnlyList<ApprovalView>> SayAsync(string text, CancellationToken ct)
    {
        var sent = await Sending.SendAsync(server, text, pasted: [], thread: null, ct);
        var watch = new TurnWatch(_quiet, sent.ThreadId!);
        await UntilAsync(watch.Take, "the turn's end", ct);
        return watch.Asked;
    }

    /// <summary>Waits until a question has that end.</summary>
    public Task SettledAsync(string name, string outcome, CancellationToken ct) =>
        UntilAsync(
            happened => happened is ApprovalSettledEvent settled && settled.RequestId == name && settled.Outcome == outcome,
            $"{name} {outcome}",
            ct
        );

    private async Task UntilAsync(Func<ServerEvent, bool> reached, string what, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            while (await events.NextAsync(limit.Token) is { } happened)
            {
                if (reached(happened))
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { }

        throw CliProblem.Failed($"The demonstration waited for {what} and did not see it. That is a fault; the run proves nothing.");
    }
}
