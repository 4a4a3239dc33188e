using Gatehouse.Security.Labels;

namespace Gatehouse.Gate.Drivers;

/// <summary>What a driver brings back, before the Gate has scanned it.</summary>
/// <param name="Text">What the asker gets to read.</param>
/// <param name="Detail">Structured part as JSON (a model's tool calls); scanned like the text. Null when there is none.</param>
/// <param name="Label">The driver's contract for its label; null means nobody vouches: untrusted and private.</param>
/// <param name="Tokens">Tokens the provider reported; null charges the whole reservation.</param>
public sealed record EffectOutput(string Text, string? Detail = null, Label? Label = null, TokenUsage? Tokens = null);

/// <summary>Tokens of one model call, as the provider reported them.</summary>
public sealed record TokenUsage(long Input, long Output)
{
    public long Total => Input + Output;
}
