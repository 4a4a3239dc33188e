using System.Text;
using System.Text.Json;
using Gatehouse.Security.Leaks;
using Gatehouse.Security.Leaks.Wrappings;

namespace Gatehouse.Gate.Scanning;

/// <summary>Scans what a driver brought back, and remembers what was found for the ledger. One result, one instance.</summary>
internal sealed class CleanText(DeepScan scanner)
{
    /// <summary>A tool call's arguments are JSON inside JSON; a third level is already strange.</summary>
    private const int MaxNesting = 3;

    /// <summary>What the ledger is told of a text that was withheld in part.</summary>
    private const string NotLookedThrough = "too_much_encoded_data";

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Names of the patterns that were found, blocked ones excepted: those end the result.</summary>
    public IReadOnlyList<string> Found => [.. _found];

    /// <summary>
    /// The text without secrets, and without the stretches that hold more encoded data than can be looked through: a mark stands in their
    /// place, so a reader knows that there was something, and can ask for a smaller part of it.
    /// </summary>
    /// <exception cref="Drivers.EffectFailedException">The text holds a secret that is blocked.</exception>
    public string Clean(string text) => DeepScan.Redact(text, Look(text));

    /// <summary>As <see cref="Clean"/>, and looks through escapes: <c>\u0073k-…</c> in a call's arguments is a key as well.</summary>
    public string CleanJson(string json)
    {
        var clean = Clean(json);
        LookInside(clean, MaxNesting);
        return clean;
    }

    private DeepReport Look(string text)
    {
        var report = scanner.Scan(text);
        if (report.Secret is { Action: LeakAction.Block } secret)
        {
            throw ScannedText.Blocked(secret.Name);
        }

        _found.UnionWith(report.Findings.Select(finding => finding.Name));
        if (report.IsTruncated)
        {
            _found.Add(NotLookedThrough);
        }

        return report;
    }

    private void LookInside(string json, int depth)
    {
        if (depth == 0 || json.AsSpan().TrimStart() is not ['{' or '[' or '"', ..])
        {
            return;
        }

        foreach (var text in Strings(json))
        {
            // A secret that only shows when unescaped cannot be cut out of the escaped text, so redacting means refusing here.
            var report = Look(text);
            if (report.Worst == LeakAction.Redact || report.IsTruncated)
            {
                throw ScannedText.Blocked(report.IsTruncated ? "more encoded data than can be looked through" : "a credential");
            }

            LookInside(text, depth - 1);
        }
    }

    // All strings and names up to where it stops being JSON, however deep: a reader has no stack to exhaust.
    private static List<string> Strings(string json)
    {
        var found = new List<string>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && Text(ref reader) is { } text)
                {
                    found.Add(text);
                }
            }
        }
        catch (JsonException)
        {
            // Not JSON from here on: it was scanned as text.
        }

        return found;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate: nobody can read this string, and the tool will refuse it.
            return null;
        }
    }
}
