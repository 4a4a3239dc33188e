namespace Gatehouse.Contracts.Memory;

/// <summary>One document, whole.</summary>
/// <param name="Label">Of all its parts joined.</param>
/// <param name="Parts">Where its pieces come from, in order.</param>
public sealed record MemoryText(string Path, string Content, DateTimeOffset UpdatedAt, LabelView Label, IReadOnlyList<MemoryOrigin> Parts);

/// <summary>Where a piece of a document comes from.</summary>
/// <param name="Start">Its first UTF-16 code unit in the content.</param>
/// <param name="EffectId">The write that brought it, as the ledger has it.</param>
public sealed record MemoryOrigin(int Start, int Length, LabelView Label, string EffectId, DateTimeOffset Time);
