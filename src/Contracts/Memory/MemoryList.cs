using System.Text.Json.Serialization;

namespace Gatehouse.Contracts.Memory;

/// <summary>What is in one folder, folders first.</summary>
/// <param name="Truncated">There are more than are listed.</param>
public sealed record MemoryList(string Path, IReadOnlyList<MemoryListEntry> Entries, bool Truncated);

/// <summary>A document, or a folder with documents in it.</summary>
/// <param name="Name">The last name of the path.</param>
/// <param name="UpdatedAt">Of a folder: of what was written last in it.</param>
/// <param name="Length">Characters; left out for a folder.</param>
/// <param name="Label">Of all its parts joined.</param>
public sealed record MemoryListEntry(
    string Name,
    string Path,
    bool IsDir,
    DateTimeOffset UpdatedAt,
    LabelView Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Length = null
);
