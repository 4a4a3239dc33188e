using System.Text.Json;
using Gatehouse.Agent.Events;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Agent.Loop;

/// <summary>Asks the model once: the prompt becomes an effect, and what comes back a message or the turn's end.</summary>
internal sealed class ModelStep(EffectGate gate, ModelSettings settings, ITurnEvents events, TimeProvider clock)
{
    /// <exception cref="OperationCanceledException">The server is shutting down; what had been said is in <paramref name="keep"/>'s hands.</exception>
    public async Task<ModelAnswer> AskAsync(
        TurnWork work,
        IReadOnlyList<PromptTool> tools,
        Func<ThreadMessage, Task> keep,
        CancellationToken ct
    )
    {
        var system = SystemText.For(work.Fence, work.Snapshot.Now, work.Snapshot.Zone);
        var prompt = PromptBuilder.Build(system, work.Fence, work.Messages, tools);
        var call = new ModelCall(
            settings.Backend.Wire(),
            settings.Endpoint,
            settings.Model,
            PromptCodec.Encode(prompt),
            prompt.Messages.Count,
            settings.MaxTokens
        );
        var from = new Invocation(Sources.Assistant, $"m{work.Messages.Count}");
        var result = await gate.RunStreamAsync(call, work.Context, from, new StreamSink(work.Turn, events), ct);
        if (result is GateResult.Failed { Reason: FailureReason.Cancelled } cut)
        {
            if (cut.Partial.Length > 0)
            {
                await keep(Said(work, cut.Partial, cut.Label, []));
            }

            throw new OperationCanceledException(ct);
        }

        return Answer(work, result);
    }

    private ModelAnswer Answer(TurnWork work, GateResult result)
    {
        work.Usage = work.Usage.Add((result as GateResult.Done)?.Tokens, result.Charged);
        switch (result)
        {
            case GateResult.Done done:
                return Reply(work, done);
            case GateResult.Failed failed:
                return new ModelAnswer.Ends(Failure(work, failed));
            case GateResult.Stopped:
                return Ends(EndReason.Stopped, "Stopped by the owner.");
            case GateResult.OverBudget over:
                return Ends(EndReason.BudgetExhausted, over.Refusal.Describe());
            case GateResult.Denied denied:
                return Ends(EndReason.Denied, DenyReasonText.Describe(denied.Reason));
            default:
                return Ends(EndReason.Denied, "The model call was put to the owner, which no policy should do. Nothing was sent.");
        }
    }

    private ModelAnswer Reply(TurnWork work, GateResult.Done done)
    {
        try
        {
            var reply = ModelReply.Parse(done.Detail);
            var calls = CallNames.Clean(reply.Calls, work.Messages);
            return new ModelAnswer.Says(Said(work, done.Text, done.Label, calls), reply.CutShort);
        }
        catch (Exception cause) when (cause is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The scanner took a secret out of the calls; half a call is none.
            const string Sentence = "The model's tool call held something secret, so it was not carried out.";
            return new ModelAnswer.Ends(
                new(
                    EndReason.ModelError,
                    TurnClosing.Joined(done.Text, Sentence),
                    Said(work, TurnClosing.Joined(done.Text, Sentence), done.Label, [])
                )
            );
        }
    }

    private TurnClosing Failure(TurnWork work, GateResult.Failed failed)
    {
        var reason = failed.Reason switch
        {
            FailureReason.Stopped => EndReason.Stopped,
            FailureReason.RateLimited => EndReason.ModelRateLimited,
            FailureReason.TimedOut => EndReason.ModelTimeout,
            _ => EndReason.ModelError,
        };
        var sentence = failed.RetryAfter is { } wait ? $"{failed.Message} It asks for {wait.TotalSeconds:0} seconds." : failed.Message;
        var response = TurnClosing.Joined(failed.Partial, sentence);
        return failed.Partial.Length == 0 ? new(reason, response) : new(reason, response, Said(work, failed.Partial, failed.Label, []));
    }

    private static ModelAnswer.Ends Ends(EndReason reason, string response) => new(new TurnClosing(reason, response));

    private ThreadMessage Said(TurnWork work, string text, Label label, IReadOnlyList<ToolCall> calls) =>
        new(
            ThreadMessage.NewId(clock),
            work.Turn.Id,
            MessageRole.Assistant,
            text,
            label,
            Sources.Assistant,
            calls,
            null,
            clock.GetUtcNow()
        );
}

/// <summary>What asking the model led to. Closed.</summary>
internal abstract record ModelAnswer
{
    private ModelAnswer() { }

    /// <summary>A complete reply.</summary>
    public sealed record Says(ThreadMessage Message, bool CutShort) : ModelAnswer;

    public sealed record Ends(TurnClosing Closing) : ModelAnswer;
}
