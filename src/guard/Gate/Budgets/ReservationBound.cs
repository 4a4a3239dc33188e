using Gatehouse.Security.Effects;

namespace Gatehouse.Gate.Budgets;

/// <summary>The most an effect can use: known before it happens.</summary>
internal sealed record ReservationBound(long Tokens, int Requests)
{
    /// <summary>Framing of one chat message, tokens. Providers document 3 to 4; 16 leaves room for tool-call framing.</summary>
    private const int TokensPerMessage = 16;

    /// <summary>A token is at least one byte of text, so the prompt's bytes bound its tokens; the reply is bounded by max_tokens.</summary>
    public static ReservationBound For(Effect effect) =>
        effect switch
        {
            // Numbers below zero would give back what others hold.
            ModelCall { Endpoint: not null } call => new(
                call.Prompt.Length + Math.Max(0L, call.Messages) * TokensPerMessage + Math.Max(0L, call.MaxTokens),
                1
            ),
            FetchPage or HttpRequest => new(0, 1),
            _ => new(0, 0),
        };
}
