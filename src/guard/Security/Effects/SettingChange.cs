namespace Gatehouse.Security.Effects;

/// <summary>One setting and what it becomes.</summary>
/// <param name="Value">Null takes the stored value away: the default counts again.</param>
public sealed record SettingChange(string Name, string? Value);
