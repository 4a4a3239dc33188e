namespace Gatehouse.Contracts.Memory;

/// <summary>What became of a document.</summary>
/// <param name="Status">written or deleted.</param>
public sealed record MemoryChange(string Path, string Status, string EffectId);
