using System.Text.Json;
using Gatehouse.Testing;

namespace Gatehouse.FrontDoor.Tests.Everyday;

/// <summary>What became of one task.</summary>
/// <param name="Problem">Null when it was finished.</param>
internal sealed record Outcome(EverydayTask Task, int Prompts, string? Problem);

/// <summary>The real program, its owner, and a model that does what a sensible one would do, or the one without a key.</summary>
internal sealed class EverydayRun : IAsyncDisposable
{
    // The gateway takes 30 messages a minute, and a start takes less than a minute.
    private const int MostSends = 30;

    // A turn takes milliseconds; a machine that is busy with other suites takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly OpenAiServerProcess? _model;
    private readonly GatehouseProcess _gatehouse;
    private readonly GatewayClient _owner;

    private EverydayRun(OpenAiServerProcess? model, GatehouseProcess gatehouse, GatewayClient owner) =>
        (_model, _gatehouse, _owner) = (model, gatehouse, owner);

    /// <summary>Splits tasks among starts of the program, in order, each with a memory of its own.</summary>
    public static IEnumerable<IReadOnlyList<EverydayTask>> Shares(IEnumerable<EverydayTask> tasks)
    {
        var share = new List<EverydayTask>();
        foreach (var task in tasks)
        {
            if (share.Sum(each => each.Exchanges.Length) + task.Exchanges.Length > MostSends)
            {
                yield return share;
                share = [];
            }

            share.Add(task);
        }

        yield return share;
    }

    public static async Task<IReadOnlyList<Outcome>> RunAsync(IReadOnlyList<EverydayTask> tasks)
    {
        var model = tasks[0].NeedsNoKey ? null : await OpenAiServerProcess.StartAsync();
        var gatehouse = model is null ? await GatehouseProcess.StartAsync() : await Connected.StartAsync(model);
        await using var run = new EverydayRun(model, gatehouse, await GatewayClient.ConnectAsync(gatehouse));
        var outcomes = new List<Outcome>();
        foreach (var task in tasks)
        {
            outcomes.Add(await run.DoAsync(task));
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _gatehouse.DisposeAsync();
        if (_model is not null)
        {
            await _model.DisposeAsync();
        }
    }

    private async Task<Outcome> DoAsync(EverydayTask task)
    {
        var prompts = 0;
        string? thread = null;
        foreach (var exchange in task.Exchanges)
        {
            if (_model is not null)
            {
                await _model.ResetAsync();
                await _model.ReplyAsync([.. exchange.Moves.Select((move, index) => move.Reply(index))]);
            }

            thread = thread is null || exchange.IsLater ? await _owner.NewThreadAsync() : thread;
            var turn = await _owner.SendAndWaitAsync(exchange.Says, thread, Patience);
            while (Waiting(turn) is { } request)
            {
                prompts++;
                await _owner.ApproveAsync(request);
                turn = await _owner.WaitForContinuationAsync(thread, request, Patience);
            }

            if (turn.EndReason() != "answered" || !turn.Response().Contains(exchange.Answer, StringComparison.Ordinal))
            {
                return new Outcome(task, prompts, $"{task.Name}, “{exchange.Says}”: {turn.GetRawText()}");
            }
        }

        return new Outcome(task, prompts, null);
    }

    private static string? Waiting(JsonElement turn) =>
        turn.EndReason() == "waiting_for_approval" ? turn.Calls().Select(call => call.Text("approval_id")).Last(id => id.Length > 0) : null;
}
