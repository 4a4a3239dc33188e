namespace Gatehouse.Server.Configuration;

/// <summary>One setting that there is.</summary>
/// <param name="Default">What counts when nothing is set, as it would be written, or in words.</param>
/// <param name="Description">One sentence for the owner.</param>
internal sealed record KnownSetting(string Name, SettingKind Kind, string Default, string Description)
{
    /// <summary>Its value is never shown, and never stored.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Why only the environment sets it; null for one that can be stored.</summary>
    public string? OnlyEnvironment { get; init; }

    /// <summary>What it may be, in words; null where the reader's own complaint says it.</summary>
    public string? Bounds { private get; init; }

    /// <summary>Whether a reload puts it in force; the others count from the next start on.</summary>
    public bool IsReloadable { get; init; }

    public bool IsStorable => OnlyEnvironment is null && !IsSecret;

    // One text for the list and for the refusal: what no setting may hold is refused with the bounds.
    public string Allowed => Bounds ?? SettingsReader.Complaint(Name, "\u0001") ?? "any text";
}
