namespace Gatehouse.Contracts.Policy;

/// <summary>The policy table as one preset has it.</summary>
/// <param name="Preset">balanced, strict or autonomous.</param>
/// <param name="PresetFrom">option, server (the one that runs) or environment.</param>
public sealed record PolicyTableView(string Preset, string PresetFrom, IReadOnlyList<PolicyRowView> Rows);
