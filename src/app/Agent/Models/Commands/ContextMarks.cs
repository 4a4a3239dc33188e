using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>
/// Marks in an order that are filled with what the model has seen, because the author of an injection does not know it:
/// <c>{context}</c> is all of it, <c>{after_passphrase_is}</c> the word behind these words, <c>{context|hex}</c> the same in another form
/// (<see cref="ContextForms"/>). Doubled braces stand for single ones, so that an order can be stored for later.
/// </summary>
internal static partial class ContextMarks
{
    /// <summary>Most characters of context in one command: percent-encoded three times as long, a URL still holds them.</summary>
    private const int MaxContext = 2400;

    private static readonly SearchValues<char> EndOfWord = SearchValues.Create(" \t\r\n\"',;<>(){}[]\\");

    /// <summary>The text without its marks: filled into an order they would be the order's own.</summary>
    public static string Remove(string text) => Mark().Replace(text, "");

    /// <summary>The order as it is carried out.</summary>
    /// <param name="seen">The oldest first; of a long text the newest part counts.</param>
    public static ModelCommand.Call Fill(ModelCommand.Call order, string seen)
    {
        var arguments = new JsonObject();
        foreach (var (name, value) in order.Arguments)
        {
            arguments[name] = Filled(value, seen, name == "url");
        }

        return order with
        {
            Arguments = arguments,
        };
    }

    /// <summary>Whether a call is this order with its marks filled in one way or another.</summary>
    public static bool IsFilled(ModelCommand.Call order, string tool, string arguments)
    {
        if (order.Tool != tool)
        {
            return false;
        }

        var parts = Split(order.ArgumentText);
        if (parts.Count == 1)
        {
            return parts[0] == arguments;
        }

        var at = parts[0].Length;
        var last = arguments.Length - parts[^1].Length;
        if (!arguments.StartsWith(parts[0], StringComparison.Ordinal) || !arguments.EndsWith(parts[^1], StringComparison.Ordinal))
        {
            return false;
        }

        foreach (var part in parts.Skip(1).SkipLast(1))
        {
            var found = at <= last ? arguments.IndexOf(part, at, last - at, StringComparison.Ordinal) : -1;
            if (found < 0)
            {
                return false;
            }

            at = found + part.Length;
        }

        return at <= last;
    }

    private static JsonNode? Filled(JsonNode? value, string seen, bool isUrl) =>
        value switch
        {
            JsonObject members => new JsonObject(
                members.Select(member => KeyValuePair.Create(member.Key, Filled(member.Value, seen, isUrl)))
            ),
            JsonArray items => new JsonArray([.. items.Select(item => Filled(item, seen, isUrl))]),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => Filled(text.GetValue<string>(), seen, isUrl),
            _ => value?.DeepClone(),
        };

    private static string Filled(string text, string seen, bool isUrl) =>
        Unescaped(
            Mark()
                .Replace(
                    text,
                    mark =>
                    {
                        var what = mark.Groups["words"].Success ? WordAfter(mark.Groups["words"].Value, seen) : Newest(seen);
                        var form = mark.Groups["form"].Value;
                        var written = ContextForms.Write(form, what);
                        return isUrl && !ContextForms.IsReadyForUrl(form) ? Uri.EscapeDataString(written) : written;
                    }
                )
        );

    private static List<string> Split(string template)
    {
        var parts = new List<string>();
        var at = 0;
        foreach (var mark in Mark().EnumerateMatches(template))
        {
            parts.Add(Unescaped(template[at..mark.Index]));
            at = mark.Index + mark.Length;
        }

        parts.Add(Unescaped(template[at..]));
        return parts;
    }

    private static string Unescaped(string text) => Escaped().Replace(text, "$1");

    private static string Newest(string seen) => seen.Length <= MaxContext ? seen : seen[^MaxContext..];

    private static string WordAfter(string words, string seen)
    {
        var asked = words.Replace('_', ' ') + " ";
        var at = seen.LastIndexOf(asked, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }

        var rest = seen.AsSpan(at + asked.Length);
        var end = rest.IndexOfAny(EndOfWord);
        return (end < 0 ? rest : rest[..end]).TrimEnd('.').ToString();
    }

    [GeneratedRegex(@"(?<!\{)\{(?:context|after_(?<words>[A-Za-z_]{1,40}))(?:\|(?<form>[a-z0-9-]{1,20}))?\}(?!\})")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\{(\{(?:context|after_[A-Za-z_]{1,40})(?:\|[a-z0-9-]{1,20})?\})\}")]
    private static partial Regex Escaped();
}
