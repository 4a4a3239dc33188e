using System.Text.Json;
using Gatehouse.Security.Leaks;

namespace Gatehouse.Gate.Scanning;

/// <summary>Scans what a driver brought back, and remembers what was found for the ledger. One result, one instance.</summary>
internal sealed class CleanText(LeakScanner scanner)
{
    /// <summary>A tool call's arguments are JSON inside JSON; a third level is already strange.</summary>
    private const int MaxNesting = 3;

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Names of the patterns that were found, blocked ones excepted: those end the result.</summary>
    public IReadOnlyList<string> Found => [.. _found];

    /// <exception cref="Drivers.EffectFailedException">The text holds a secret that is blocked.</exception>
    public string Clean(string text) => Look(text) == LeakAction.Redact ? scanner.Redact(text) : text;

    /// <summary>As <see cref="Clean"/>, and looks through escapes: <c>\u0073k-…</c> in a call's arguments is a key as well.</summary>
    public string CleanJson(string json)
    {
        var clean = Clean(json);
        LookInside(clean, MaxNesting);
        return clean;
    }

    private LeakAction? Look(string text)
    {
        var report = scanner.Scan(text);
        if (report.Findings.FirstOrDefault(finding => finding.Action == LeakAction.Block) is { } secret)
        {
            throw ScannedText.Blocked(secret.Pattern.Name);
        }

        _found.UnionWith(report.Findings.Select(finding => finding.Pattern.Name));
        return report.Worst;
    }

    private void LookInside(string json, int depth)
    {
        if (depth == 0 || json.AsSpan().TrimStart() is not ['{' or '[' or '"', ..])
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var text in Strings(document.RootElement))
            {
                // A secret that only shows when unescaped cannot be cut out of the escaped text, so redacting means refusing here.
                if (Look(text) == LeakAction.Redact)
                {
                    throw ScannedText.Blocked("a credential");
                }

                LookInside(text, depth - 1);
            }
        }
        catch (JsonException)
        {
            // Not JSON after all: it was scanned as text.
        }
    }

    private static IEnumerable<string> Strings(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Strings(member.Value).Prepend(member.Name)),
            _ => [],
        };
}
