using Gatehouse.Security.Effects;
using Gatehouse.Security.Labels;

namespace Gatehouse.Agent.Memory;

/// <summary>The disk behind the owner's memory: documents of labelled parts.</summary>
/// <remarks>Thread-safe. Each call is one transaction, on the disk when it returns.</remarks>
public interface IMemoryStore
{
    /// <summary>Adds a part to a document, or replaces it by this part. A write with the same effect id a second time changes nothing.</summary>
    /// <returns>The length of the document's text now.</returns>
    Task<int> WriteAsync(MemoryWrite write, CancellationToken ct);

    /// <summary>Deletes a whole document. A deletion with the same effect id a second time changes nothing and says what it said.</summary>
    /// <returns>False when there is no such document; then nothing is marked as done.</returns>
    Task<bool> DeleteAsync(EffectId effect, string path, DateTimeOffset now, CancellationToken ct);

    Task<MemoryDocument?> ReadAsync(string path, CancellationToken ct);

    /// <summary>What there is, by path.</summary>
    /// <param name="folder">A slash, or a folder with one at its end.</param>
    Task<IReadOnlyList<MemoryEntry>> ListAsync(string folder, int limit, CancellationToken ct);

    /// <summary>Best first.</summary>
    /// <param name="words">Any text; its words are looked for, each by itself.</param>
    Task<IReadOnlyList<MemoryHit>> SearchAsync(string words, int limit, CancellationToken ct);

    /// <summary>Whether a write or deletion took place.</summary>
    Task<bool> WasWrittenAsync(EffectId effect, CancellationToken ct);
}

/// <summary>One write.</summary>
/// <param name="Label">Of the context that asked for it: what an injected turn remembers stays untrusted.</param>
public sealed record MemoryWrite(EffectId Effect, string Path, string Content, bool Append, Label Label, DateTimeOffset Time);

/// <summary>One document with the label of all its parts joined.</summary>
/// <param name="Parts">What was written by and by, oldest first; together they are the content.</param>
public sealed record MemoryDocument(string Path, string Content, Label Label, DateTimeOffset Updated, IReadOnlyList<MemoryPart> Parts);

/// <summary>Where a piece of a document comes from.</summary>
/// <param name="Start">Its place in the document's text, in UTF-16 code units.</param>
/// <param name="Effect">The write that brought it; the ledger tells whose it was.</param>
public sealed record MemoryPart(int Start, int Length, Label Label, EffectId Effect, DateTimeOffset Time);

/// <summary>One document in a list.</summary>
/// <param name="Length">Characters of its text.</param>
public sealed record MemoryEntry(string Path, int Length, Label Label, DateTimeOffset Updated);

/// <summary>One part that was found.</summary>
/// <param name="Score">Between 0 and 1; only the order means something.</param>
public sealed record MemoryHit(string Path, string Content, double Score, Label Label);
