using System.Text.Json;
using Gatehouse.Agent.Models;
using Gatehouse.Agent.Prompts;
using Gatehouse.Gate;
using Gatehouse.Gate.Drivers;
using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Agent.Drivers;

/// <summary>
/// Reads an untrusted text with a model that has no tools and sees no conversation, and lets one typed value out:
/// <list type="number">
/// <item>Read the source, an effect of its own.</item>
/// <item>Ask the model about it, another one.</item>
/// <item>Take its answer only if it is exactly a value of the type.</item>
/// </list>
/// </summary>
/// <remarks>
/// No word of the text, of the model's answer or of a failure that either shaped leaves here: messages are this file's own. That is the
/// driver's contract for its label.
/// </remarks>
internal sealed class ExtractValueDriver(IModelSource source, ModelSettings settings) : IEffectDriver<ExtractValue>
{
    public async Task<EffectOutput> ExecuteAsync(ExtractValue effect, GatePass pass, ITextSink text, CancellationToken ct)
    {
        pass.Redeem(effect);
        if (!source.ReadsText)
        {
            throw new EffectFailedException(
                FailureReason.Unreachable,
                "No AI is connected, so nothing can be extracted. Connect a model, or read the source with web_fetch or memory_read."
            )
            {
                NotSent = true,
            };
        }

        // 1. Read.
        Effect reading = effect.Target is { } target ? new FetchPage(target) : new ReadMemory(effect.Path, "", 1);
        var read = Done(await pass.Children.RunAsync(reading, ct), "The source could not be read");
        var shown = ExtractPrompt.Cut(effect.Target is null ? Content(read.Text) : read.Text);

        // 2. Ask.
        var prompt = ExtractPrompt.For(effect, shown);
        var call = new ModelCall(
            settings.Backend.Wire(),
            settings.Endpoint,
            settings.Model,
            PromptCodec.Encode(prompt),
            prompt.Messages.Count,
            Math.Min(settings.MaxTokens, ExtractPrompt.MaxTokens)
        );
        var said = Done(await pass.Children.RunAsync(call, ct), "The model could not be asked");

        // 3. Take.
        var value =
            TypedAnswer.Read(effect, said.Text, shown)
            ?? throw new EffectFailedException(
                FailureReason.Unreadable,
                $"The answer was not a {Words(effect.Type)}, so nothing was taken over. The source may not say it; ask another question."
            );
        return new EffectOutput(value, Label: new Label(Integrity.Assistant, read.Label.Confidentiality));
    }

    private static GateResult.Done Done(GateResult result, string what) =>
        result switch
        {
            GateResult.Done done => done,
            GateResult.Failed failed => throw new EffectFailedException(failed.Reason, $"{what}: {Words(failed.Reason)}."),
            GateResult.Denied denied => throw new EffectFailedException(
                FailureReason.RefusedByEgress,
                $"{what}: {DenyReasonText.Describe(denied.Reason)}"
            ),
            GateResult.OverBudget over => throw new EffectFailedException(
                FailureReason.BudgetExhausted,
                $"{what}: the budget for today is used up: {over.Refusal.Describe()}."
            ),
            GateResult.Stopped => throw new EffectFailedException(FailureReason.Stopped, $"{what}: stopped by the owner."),
            _ => throw new EffectFailedException(
                FailureReason.RefusedByEgress,
                $"{what}: it was put to the owner, which a part of what was allowed should never be."
            ),
        };

    // The document as it was written: a URL in it must be found as it stands, not as JSON escapes it.
    private static string Content(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.GetProperty("content").GetString() ?? "";
        }
        catch (Exception redacted) when (redacted is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The scanner took something out; what is left is still a text.
            return json;
        }
    }

    private static string Words(AnswerType type) =>
        type switch
        {
            AnswerType.Enum => "value from the options",
            AnswerType.Number => "number",
            AnswerType.Date => "date (yyyy-MM-dd)",
            AnswerType.Url => "URL that stands in the text",
            _ => "yes or no (true or false)",
        };

    private static string Words(FailureReason reason) =>
        reason switch
        {
            FailureReason.RefusedByEgress => "the address is refused",
            FailureReason.Unreachable => "the host cannot be reached",
            FailureReason.TimedOut => "there was no answer in time",
            FailureReason.RateLimited => "the other side asks to slow down",
            FailureReason.Upstream => "the other side answered with an error",
            FailureReason.Redirect => "the server redirects, which is not followed",
            FailureReason.TooLarge => "the answer is too large",
            FailureReason.SecretInAnswer => "the answer held what looks like a secret",
            FailureReason.NotFound => "there is no such page or document",
            FailureReason.Stopped => "stopped by the owner",
            FailureReason.Cancelled => "the server is shutting down",
            FailureReason.BudgetExhausted => "the budget for today is used up",
            _ => "the answer cannot be used",
        };
}
