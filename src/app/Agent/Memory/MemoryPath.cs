using System.Globalization;
using Gatehouse.Security.Paths;

namespace Gatehouse.Agent.Memory;

/// <summary>The name of one memory document: a relative path that means the same everywhere.</summary>
public sealed record MemoryPath
{
    /// <summary>Longest path in characters.</summary>
    public const int MaxLength = 200;

    /// <summary>Longest text of one write: what a model can send in one call several times over.</summary>
    public const int MaxContentLength = 100_000;

    /// <summary>Most names in one list: as many as a model can still read.</summary>
    public const int MaxListed = 1_000;

    private MemoryPath(string value) => Value = value;

    public string Value { get; }

    /// <summary>Resolves a target as models write it: a well-known name, a path, or nothing for today's log.</summary>
    /// <param name="why">The reason when it is refused.</param>
    public static MemoryPath? Resolve(string? target, DateTimeOffset today, out string? why)
    {
        var path = target?.Trim() switch
        {
            null or "" or "daily_log" => $"daily/{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.md",
            "memory" => "MEMORY.md",
            "heartbeat" => "HEARTBEAT.md",
            "bootstrap" => "BOOTSTRAP.md",
            var other => other,
        };
        why = Refuse(path);
        return why is null ? new MemoryPath(path) : null;
    }

    /// <summary>A folder as effects name it: with a slash at its end, a slash alone for all of memory.</summary>
    /// <param name="why">The reason when it is refused.</param>
    public static string? Folder(string? path, out string? why)
    {
        var name = path?.Trim().TrimEnd('/');
        why = string.IsNullOrEmpty(name) ? null : Refuse(name);
        return why is not null ? null
            : string.IsNullOrEmpty(name) ? "/"
            : name + "/";
    }

    private static string? Refuse(string path) =>
        path.Length > MaxLength ? $"a memory path has at most {MaxLength} characters"
        : !RelativePath.TryParse(path, out _, out var wrong) ? PathRejectionText.Describe(wrong)
        : path.Any(IsOdd) ? "a memory path has no emoji and no combining marks; write letters, digits and plain signs"
        : null;

    // Stricter than a path: two documents must not look like one in any list.
    private static bool IsOdd(char c) => char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
