using System.Text;

namespace Gatehouse.Security.Effects;

/// <summary>A long part of an effect, whole: what the viewer shows of a field that the card gives by size and hash only.</summary>
/// <param name="Bytes">As they stand in the canonical bytes.</param>
public sealed record EffectPart(string Name, ReadOnlyMemory<byte> Bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The part behind the preview field of that name; null when the field has no more than the card shows.</summary>
    public static EffectPart? Find(Effect effect, string name) =>
        (effect, name) switch
        {
            (HttpRequest request, "body") => new EffectPart(name, request.Body),
            (ModelCall call, "prompt") => new EffectPart(name, call.Prompt),
            (WriteMemory write, "content") => new EffectPart(name, Encoding.UTF8.GetBytes(write.Content)),
            (Compute compute, "arguments") => new EffectPart(name, Encoding.UTF8.GetBytes(compute.Arguments)),
            _ => null,
        };

    /// <summary>The bytes as text with everything invisible spelled out; null when they are not UTF-8.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return VisibleText.Of(Strict.GetString(bytes), keepLineBreaks: true);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
