namespace Gatehouse.Contracts.Policy;

/// <summary>What the asker is supposed to have seen.</summary>
/// <param name="Source">Where the untrusted text came from; null when there is none.</param>
/// <param name="Copied">Whether the address stands in the owner's own text.</param>
public sealed record PolicyContextView(LabelView Label, string? Source, bool Copied);
