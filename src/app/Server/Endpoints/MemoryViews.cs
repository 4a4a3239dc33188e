using System.Text.Json;
using Gatehouse.Agent.Memory;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;
using Gatehouse.Gate;
using MemoryHit = Gatehouse.Contracts.Memory.MemoryHit;

namespace Gatehouse.Server.Endpoints;

/// <summary>Memory as the API shows it, made of the driver's own JSON, which the Gate scanned on its way here.</summary>
internal static class MemoryViews
{
    public static MemorySearchAnswer Hits(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new MemorySearchAnswer([.. document.RootElement.GetProperty("results").EnumerateArray().Select(Hit)]);
    }

    public static MemoryTree Tree(string text)
    {
        using var document = JsonDocument.Parse(text);
        var paths = Entries(document).Select(entry => Path(entry)).ToList();
        var folders = paths
            .SelectMany(FoldersOf)
            .Distinct(StringComparer.Ordinal)
            .Select(folder => new MemoryTreeEntry(folder, IsDir: true));
        var documents = paths.Select(path => new MemoryTreeEntry(path, IsDir: false));
        return new MemoryTree([.. folders.Concat(documents).OrderBy(entry => entry.Path, StringComparer.Ordinal)], IsCut(document));
    }

    public static MemoryList List(string folder, string text)
    {
        using var document = JsonDocument.Parse(text);
        var below = folder == "/" ? "" : folder;
        var children = Entries(document)
            .GroupBy(entry => Path(entry)[below.Length..].Split('/')[0], StringComparer.Ordinal)
            .SelectMany(group => Children(below, group.Key, [.. group]))
            .OrderBy(entry => !entry.IsDir)
            .ThenBy(entry => entry.Path, StringComparer.Ordinal);
        return new MemoryList(below.TrimEnd('/'), [.. children], IsCut(document));
    }

    public static MemoryText Text(GateResult.Done done, IReadOnlyList<MemoryPart> parts)
    {
        using var document = JsonDocument.Parse(done.Text);
        var root = document.RootElement;
        return new MemoryText(
            root.GetProperty("path").GetString()!,
            root.GetProperty("content").GetString()!,
            root.GetProperty("updated_at").GetDateTimeOffset(),
            ApprovalViews.View(done.Label),
            [
                .. parts.Select(part => new MemoryOrigin(
                    part.Start,
                    part.Length,
                    ApprovalViews.View(part.Label),
                    part.Effect.Value,
                    part.Time
                )),
            ]
        );
    }

    private static JsonElement.ArrayEnumerator Entries(JsonDocument document) =>
        document.RootElement.GetProperty("entries").EnumerateArray();

    private static bool IsCut(JsonDocument document) => document.RootElement.GetProperty("truncated").GetBoolean();

    private static string Path(JsonElement entry) => entry.GetProperty("path").GetString()!;

    private static LabelView Label(JsonElement entry) => entry.GetProperty("label").Deserialize(GatehouseJson.Default.LabelView)!;

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }

    // A document and a folder may have the same name: "garden" and "garden/roses.md".
    private static IEnumerable<MemoryListEntry> Children(string below, string name, List<JsonElement> entries)
    {
        foreach (var entry in entries.Where(entry => Path(entry) == below + name))
        {
            yield return new MemoryListEntry(name, below + name, IsDir: false, Time(entry), Label(entry), Length(entry));
        }

        var inside = entries.Where(entry => Path(entry) != below + name).ToList();
        if (inside.Count > 0)
        {
            yield return new MemoryListEntry(name, below + name, IsDir: true, inside.Max(Time), Worst(inside));
        }
    }

    private static DateTimeOffset Time(JsonElement entry) => entry.GetProperty("updated_at").GetDateTimeOffset();

    private static int Length(JsonElement entry) => entry.GetProperty("content_length").GetInt32();

    private static LabelView Worst(List<JsonElement> entries)
    {
        var labels = entries.ConvertAll(Label);
        return new LabelView(
            First(labels.ConvertAll(label => label.Integrity), "untrusted", "assistant", "owner"),
            First(labels.ConvertAll(label => label.Confidentiality), "private", "public")
        );
    }

    private static string First(List<string> there, params string[] worstFirst) => worstFirst.First(there.Contains);

    private static MemoryHit Hit(JsonElement row) =>
        new(Path(row), row.GetProperty("content").GetString()!, row.GetProperty("score").GetDouble(), Label(row));
}
