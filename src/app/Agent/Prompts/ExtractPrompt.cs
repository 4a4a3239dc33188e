using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Prompts;

/// <summary>The whole prompt of an extraction: one question, one fenced text, no tools, nothing of the conversation.</summary>
internal static class ExtractPrompt
{
    /// <summary>Most tokens of the answer: a URL of 200 characters is about 100; the rest is room for a model that thinks aloud first.</summary>
    public const int MaxTokens = 256;

    public static ModelPrompt For(ExtractValue wanted, string text)
    {
        var fence = UntrustedFence.Create();
        var system = $"""
            You read one text and answer one question about it with one value. {Form(wanted)}
            Answer with the value alone: no sentence, no quotes, no explanation. If the text does not tell, answer with a single hyphen.

            {fence.Rule}
            """;
        var question = $"{wanted.Question}\n\n{fence.Wrap(wanted.Target?.Url ?? wanted.Path, text)}\n\n{Form(wanted)}";
        return new ModelPrompt(
            [new(PromptRole.System, system, Integrity.Owner, []), new(PromptRole.Owner, question, Integrity.Untrusted, [])],
            []
        );
    }

    /// <summary>The text as far as the model gets to see it; what is cut off cannot be quoted from.</summary>
    public static string Cut(string text) => PromptHistory.Cut(text);

    private static string Form(ExtractValue wanted) =>
        wanted.Type switch
        {
            AnswerType.Enum => $"The value is exactly one of these: {string.Join(" | ", wanted.Options)}",
            AnswerType.Number => "The value is a number in digits with a decimal point, such as -3.5, without a unit.",
            AnswerType.Date => "The value is a date in the form yyyy-MM-dd.",
            AnswerType.Url => "The value is one URL, copied exactly as it stands in the text.",
            _ => "The value is true or false.",
        };
}
