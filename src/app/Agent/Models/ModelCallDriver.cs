using System.Text;
using Gatehouse.Agent.Prompts;
using Gatehouse.Agent.Threads;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Microsoft.Extensions.AI;

namespace Gatehouse.Agent.Models;

/// <summary>Calls the model and gives its text on as it comes. Tool calls come out only when the whole reply has arrived.</summary>
internal sealed class ModelCallDriver(IModelSource source, TimeSpan silence, TimeProvider clock) : IEffectDriver<ModelCall>
{
    /// <summary>Most characters of one reply: 128,000 tokens at four characters each. A server that goes on and on is cut off.</summary>
    private const int MaxReplyLength = 512 * 1024;

    public async Task<EffectOutput> ExecuteAsync(ModelCall effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        using var client = source.Open(effect, pass);
        var prompt = PromptCodec.Decode(effect.Prompt);
        using var watch = new CancellationTokenSource(silence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(watch.Token, ct);
        try
        {
            return await ReadAsync(client, prompt, effect, text, watch, either.Token);
        }
        catch (OperationCanceledException cause) when (watch.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            throw new EffectFailedException(
                FailureReason.TimedOut,
                $"The model server was silent for {silence.TotalSeconds:0} seconds. Ask again, or check that the server is well.",
                cause
            );
        }
        catch (Exception cause) when (source.Explain(cause) is { } explained)
        {
            throw explained;
        }
    }

    private async Task<EffectOutput> ReadAsync(
        IChatClient client,
        ModelPrompt prompt,
        ModelCall call,
        ITextSink text,
        CancellationTokenSource watch,
        CancellationToken ct
    )
    {
        var said = new StringBuilder();
        var calls = new List<ToolCall>();
        var inCalls = 0;
        ChatFinishReason? finish = null;
        UsageDetails? usage = null;
        var options = ChatPrompt.Options(prompt, call.Model, call.MaxTokens);
        await foreach (var update in client.GetStreamingResponseAsync(ChatPrompt.Messages(prompt), options, ct))
        {
            watch.CancelAfter(silence);
            finish = update.FinishReason ?? finish;
            foreach (var content in update.Contents)
            {
                switch (content)
                {
                    case TextContent { Text.Length: > 0 } piece:
                        said.Append(piece.Text);
                        await text.WriteAsync(piece.Text, ct);
                        break;
                    case CallPieceContent piece when text is ICallSink sink:
                        inCalls += piece.Piece.Arguments.Length;
                        await sink.WriteCallAsync(piece.Piece, ct);
                        break;
                    case FunctionCallContent wanted:
                        calls.Add(new ToolCall(wanted.CallId, wanted.Name, wanted.RawRepresentation as string ?? "{}"));
                        break;
                    case UsageContent reported:
                        usage = reported.Details;
                        break;
                }
            }

            if (said.Length + inCalls > MaxReplyLength)
            {
                throw new EffectFailedException(FailureReason.TooLarge, "The model's reply is longer than Gatehouse accepts.");
            }
        }

        return Complete(said.ToString(), calls, finish, usage, isForProgram: prompt.Wishes is not null);
    }

    private static EffectOutput Complete(
        string said,
        List<ToolCall> calls,
        ChatFinishReason? finish,
        UsageDetails? usage,
        bool isForProgram
    )
    {
        if (finish is null)
        {
            throw new EffectFailedException(FailureReason.Upstream, "The model server ended its reply in the middle. Ask again.");
        }

        var cut = finish == ChatFinishReason.Length;
        // A program is told how the reply ended and judges for itself; the assistant acts on what it gets.
        if (cut && calls.Count > 0 && !isForProgram)
        {
            throw new EffectFailedException(
                FailureReason.Unreadable,
                "The model's reply reached its token limit in the middle of a tool call, so nothing was called."
            );
        }

        if (said.Length == 0 && calls.Count == 0 && !isForProgram)
        {
            throw new EffectFailedException(FailureReason.Unreadable, "The model sent an empty reply. Ask again, or try another model.");
        }

        var tokens = usage is { InputTokenCount: { } input, OutputTokenCount: { } output } ? new TokenUsage(input, output) : null;
        return new EffectOutput(said, new ModelReply(calls, cut) { Finish = finish.Value.Value }.ToJson(), Label.OfAssistant, tokens);
    }
}
