namespace Gatehouse.Contracts.Memory;

/// <summary>All documents and the folders they are in, by path.</summary>
/// <param name="Truncated">There are more than are listed.</param>
public sealed record MemoryTree(IReadOnlyList<MemoryTreeEntry> Entries, bool Truncated);

/// <summary>A document or a folder.</summary>
public sealed record MemoryTreeEntry(string Path, bool IsDir);
