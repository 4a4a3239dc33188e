using Gatehouse.Contracts.Grants;

namespace Gatehouse.Server.Explaining;

/// <summary>What is to be explained, as it was typed.</summary>
/// <param name="Effect">A tool's or an effect's name, such as <c>http</c>.</param>
/// <param name="Arguments">What the effect needs, such as method and address.</param>
/// <param name="Tainted">The source of an untrusted text in the context; null when there is none.</param>
/// <param name="Private">Whether private rows are in the context; with <paramref name="Tainted"/>, whether that text is one.</param>
/// <param name="Copied">Whether the address stands in the owner's text.</param>
/// <param name="Preset">The preset by name; null takes the environment's.</param>
/// <param name="PresetFrom">Where <paramref name="Preset"/> comes from: option or server.</param>
/// <param name="Grants">The standing grants; null when nobody was asked for them.</param>
public sealed record PolicyQuestion(
    string Effect,
    IReadOnlyList<string> Arguments,
    string? Tainted,
    bool Private,
    bool Copied,
    bool AsOwner,
    string? Preset,
    string PresetFrom,
    IReadOnlyList<GrantView>? Grants
);
