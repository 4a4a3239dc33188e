namespace Gatehouse.Contracts.Memory;

/// <summary>One passage that was found.</summary>
public sealed record MemoryHit(string Path, string Content, double Score, LabelView Label);
