using Gatehouse.Agent.Models;
using Gatehouse.Agent.Prompts;
using Gatehouse.Gate;
using Gatehouse.Gate.Approvals;
using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Completions;

/// <summary>
/// Asks the model in a program's name: one effect through the Gate, without the assistant's tools, memory or threads. The tools that the
/// program declares are told to the model and never run here.
/// </summary>
/// <remarks>
/// What a program sends may come from anywhere and may hold anything of the owner's, and nobody vouches for it: untrusted and private.
/// Thread-safe.
/// </remarks>
public sealed class ProgramCalls(EffectGate gate, ModelSettings settings)
{
    /// <summary>Most tokens that a program may ask for in one reply; the driver takes no longer one.</summary>
    public const int MostTokens = 128_000;

    private const string Source = "api";

    /// <summary>The one model that is configured.</summary>
    public string Model => settings.Model;

    /// <param name="maxTokens">1 to <see cref="MostTokens"/>; null takes the assistant's own bound.</param>
    /// <param name="holder">Whose credential it is, for the ledger; never the credential.</param>
    /// <param name="reader">Null for who wants the whole reply only. Gets scanned text and, when it is an <see cref="ICallSink"/>, scanned pieces of tool calls as they come.</param>
    /// <exception cref="Gate.Ledger.LedgerUnavailableException">Nothing can be recorded, so nothing may happen.</exception>
    public async Task<CompletionResult> RunAsync(ModelPrompt prompt, int? maxTokens, string holder, ITextSink? reader, CancellationToken ct)
    {
        var call = new ModelCall(
            settings.Backend.Wire(),
            settings.Endpoint,
            settings.Model,
            PromptCodec.Encode(prompt),
            prompt.Messages.Count,
            maxTokens ?? settings.MaxTokens
        );
        var seen = new ContextItem(Label.Unknown, Source, "");
        var context = gate.OpenContext(thread: null, turn: null, Caller.Program, attended: false, [seen]);
        var from = new Invocation(Source, holder);
        var result = reader is null
            ? await gate.RunAsync(call, context, from, ct)
            : await gate.RunStreamAsync(call, context, from, reader, ct);
        return result is GateResult.Done done && CompletionReply.Read(done) is { } reply
            ? new CompletionResult.Replied(reply)
            : new CompletionResult.Ended(result);
    }
}
