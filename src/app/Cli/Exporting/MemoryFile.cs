using System.Globalization;
using System.Text;
using System.Text.Json;
using Gatehouse.Contracts;
using Gatehouse.Contracts.Memory;

namespace Gatehouse.Cli.Exporting;

/// <summary>A remembered document as a Markdown file: where it comes from as front matter, then its text.</summary>
internal static class MemoryFile
{
    /// <summary>Keeps names readable, and below what file systems take (255 bytes).</summary>
    private const int MaxName = 80;

    /// <summary>A name that is no path, whatever the document is called; the number makes it the only one.</summary>
    public static string Name(int number, string path)
    {
        var plain = new string([.. path.Take(MaxName).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '_')]);
        var end = plain.EndsWith(".md", StringComparison.Ordinal) ? "" : ".md";
        return string.Create(CultureInfo.InvariantCulture, $"{number:0000}-{plain}{end}");
    }

    public static string Text(MemoryText memory)
    {
        var text = new StringBuilder("---\n");
        text.Append(CultureInfo.InvariantCulture, $"path: {Quoted(memory.Path)}\n");
        text.Append(CultureInfo.InvariantCulture, $"updated: {memory.UpdatedAt.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n");
        text.Append(CultureInfo.InvariantCulture, $"{Label(memory.Label, "")}parts:\n");
        foreach (var part in memory.Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - start: {part.Start}\n    length: {part.Length}\n{Label(part.Label, "    ")}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"    effect: {Quoted(part.EffectId)}\n    time: {part.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n"
            );
        }

        return text.Append("---\n\n").Append(memory.Content).ToString();
    }

    private static string Label(LabelView label, string indent) =>
        $"{indent}integrity: {Quoted(label.Integrity)}\n{indent}confidentiality: {Quoted(label.Confidentiality)}\n";

    // A JSON string is a string of YAML, whatever stands in it (YAML 1.2, section 1.3).
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
