using Gatehouse.Gate.Drivers;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;
using Gatehouse.Security.Policy;

namespace Gatehouse.Gate.Scanning;

/// <summary>What is known of a result: the driver's contract, joined with what went in. Without a contract it is untrusted.</summary>
internal static class ResultLabel
{
    public static Label Of(Effect effect, EffectOutput? output, EffectContext context) =>
        effect switch
        {
            // What a model or a function says is made of what it was shown.
            ModelCall or Compute => Label.OfAssistant.Join(context.Label),
            // A page that was told nothing private has nothing private to repeat.
            FetchPage page when CopiedAddress.IsIn(page.Target, context) => Label.PublicPage,
            // The one place where something out of an untrusted text comes out better than the text: as a typed value, looked at again here.
            ExtractValue when output is null => Label.OfAssistant.Join(context.Label),
            // But for an address, which has room for words: it is shown as the untrusted text that it is, and can be followed as a link.
            ExtractValue { Type: AnswerType.Url } wanted when TypedAnswer.Fits(wanted, output.Text) => new Label(
                Integrity.Untrusted,
                output.Label?.Confidentiality ?? Confidentiality.Private
            ),
            ExtractValue wanted when TypedAnswer.Fits(wanted, output.Text) => new Label(
                Integrity.Assistant,
                output.Label?.Confidentiality ?? Confidentiality.Private
            ).Join(context.Label),
            ExtractValue => Label.Unknown,
            _ => output?.Label ?? Label.Unknown,
        };
}
