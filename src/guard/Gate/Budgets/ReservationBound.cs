using Gatehouse.Gate.Passes;
using Gatehouse.Security.Effects;
using Gatehouse.Security.Hosts;

namespace Gatehouse.Gate.Budgets;

/// <summary>The most an effect can use: known before it happens.</summary>
/// <param name="Host">The host that counts as novel if this home never reached it; null when none can be.</param>
internal sealed record ReservationBound(Amounts Amounts, HostName? Host = null)
{
    /// <summary>Framing of one chat message, tokens. Providers document 3 to 4; 16 leaves room for tool-call framing.</summary>
    private const int TokensPerMessage = 16;

    /// <summary>
    /// Bytes on the wire per byte of a prompt. A client may write one byte of text as <c>\u0000</c>, six bytes; what it adds around a
    /// message is shorter than what it leaves out.
    /// </summary>
    private const int BytesPerPromptByte = 6;

    /// <summary>Request line and headers beyond those that were planned: an address of 8 KB, a key of 8 KB.</summary>
    private const int RequestHeadBytes = 16 * 1024;

    private static readonly ReservationBound Nothing = new(Amounts.None);

    public static ReservationBound For(Effect effect, GateOptions options)
    {
        if (EgressScope.For(effect, options.ModelTimeout) is not { } reach)
        {
            return Nothing;
        }

        // One byte over the cap is read to see that there is one.
        var perRequest = RequestHeadBytes + RequestBytes(effect) + reach.MaxAnswerBytes + 1;
        var amounts = new Amounts(Requests: reach.MaxRequests, Bytes: reach.MaxRequests * perRequest);
        // The model's server was named by the owner.
        return effect is ModelCall call ? new(WithTokens(amounts, call, options.ModelPrice)) : new(amounts, reach.Target.Host);
    }

    /// <summary>A token is at least one byte of text, so the prompt's bytes bound its tokens; the reply is bounded by max_tokens.</summary>
    private static Amounts WithTokens(Amounts amounts, ModelCall call, ModelPrice? price)
    {
        // Numbers below zero would give back what others hold.
        var input = call.Prompt.Length + Math.Max(0L, call.Messages) * TokensPerMessage;
        var output = Math.Max(0L, call.MaxTokens);
        return amounts with { Tokens = input + output, MicroUsd = price?.Of(input, output) ?? 0 };
    }

    private static long RequestBytes(Effect effect) =>
        effect switch
        {
            ModelCall call => (long)call.Prompt.Length * BytesPerPromptByte,
            // Each header is written as "name: value" with a line break.
            HttpRequest request => request.Body.Length + request.Headers.Sum(header => header.Name.Length + header.Value.Length + 4L),
            _ => 0,
        };
}
