namespace Gatehouse.Contracts.Memory;

/// <summary>What was found, best first.</summary>
public sealed record MemorySearchAnswer(IReadOnlyList<MemoryHit> Results);
