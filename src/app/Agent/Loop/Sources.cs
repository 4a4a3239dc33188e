using Gatehouse.Security.Effects;

namespace Gatehouse.Agent.Loop;

/// <summary>Where a message comes from, in the words of cards and pages.</summary>
internal static class Sources
{
    public const string Owner = "owner";
    public const string Assistant = "assistant";
    public const string Pasted = "pasted text";

    public static string Of(string tool, Effect? effect) =>
        effect is not null && EffectTargets.Of(effect) is { } target ? $"{tool} {target.Url}" : tool;
}
