using Gatehouse.Security.Hosts;

namespace Gatehouse.Security.Effects;

/// <summary>One call of a language model.</summary>
/// <param name="Provider">Configured provider id, such as <c>offline</c> or <c>openai_compatible</c>.</param>
/// <param name="Endpoint">Where it goes; null for a model inside this process.</param>
/// <param name="Prompt">The whole prompt, UTF-8 JSON as the loop wrote it.</param>
/// <param name="Messages">Number of messages in the prompt; bounds the token reservation.</param>
/// <param name="MaxTokens">Always sent, so that the reservation bounds the reply.</param>
public sealed record ModelCall(
    string Provider,
    RequestTarget? Endpoint,
    string Model,
    ReadOnlyMemory<byte> Prompt,
    int Messages,
    int MaxTokens
) : Effect
{
    public override EffectKind Kind => EffectKind.ModelCall;

    public override Durability Durability => Durability.Metered;

    public override Repeat Repeat => Repeat.Safe;

    public override string Line => $"ask {Provider} model {Model} ({Messages} messages, {Prompt.Length} bytes)";

    internal override void Write(CanonicalWriter writer)
    {
        writer.Text("provider", Provider);
        writer.Text("endpoint", Endpoint?.Url ?? "");
        writer.Text("model", Model);
        writer.Number("messages", Messages);
        writer.Number("max_tokens", MaxTokens);
        writer.Bytes("prompt", Prompt.Span);
    }
}
