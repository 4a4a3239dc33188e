namespace Gatehouse.Contracts.Approvals;

/// <summary>A part of an effect that its card shows by size and hash only, whole.</summary>
/// <param name="Encoding">text, with everything invisible made visible, or hex.</param>
public sealed record PartView(string Name, long Size, string Sha256, string Encoding, string Value);
