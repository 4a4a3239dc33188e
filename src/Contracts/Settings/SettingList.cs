namespace Gatehouse.Contracts.Settings;

/// <summary>Every setting, in the order of the template.</summary>
public sealed record SettingList(IReadOnlyList<SettingView> Settings);
