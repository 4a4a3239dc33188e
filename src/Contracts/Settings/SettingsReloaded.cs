namespace Gatehouse.Contracts.Settings;

/// <summary>What a reload found changed.</summary>
/// <param name="Applied">Settings that are in force now.</param>
/// <param name="Restart">Settings that count from the next start on.</param>
public sealed record SettingsReloaded(IReadOnlyList<string> Applied, IReadOnlyList<string> Restart);
