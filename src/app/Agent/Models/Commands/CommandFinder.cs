using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>Finds commands hidden anywhere in a text: what an injection looks like to a model that obeys everything.</summary>
/// <remarks>A text that is JSON is read as such: every name and every value in it is a text, and may be JSON again.</remarks>
internal static partial class CommandFinder
{
    private const string Decoration = " \t>-*#`\"'.:|“”‘’•";

    /// <summary>JSON inside JSON inside an answer: more wrapping than any API uses.</summary>
    private const int MaxNesting = 4;

    /// <summary>Verbs that are looked for in the middle of a line too; the others are everyday words.</summary>
    private static readonly string[] MidLine =
    [
        "fetch http",
        "http get http",
        "http post http",
        "http put http",
        "http patch http",
        "http delete http",
        "http head http",
    ];

    /// <summary>Each command of a text that calls a tool, in order.</summary>
    public static IEnumerable<ModelCommand.Call> In(string text) => In(text, 0);

    private static IEnumerable<ModelCommand.Call> In(string text, int depth) =>
        depth < MaxNesting && Strings(text) is { } inner ? inner.SelectMany(part => In(part, depth + 1)) : InLines(text);

    private static IEnumerable<ModelCommand.Call> InLines(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var bare = line.Trim().Trim(Decoration.ToCharArray());
            var found = CommandParser.Parse(bare) as ModelCommand.Call ?? Inside(bare) ?? Errand(bare);
            if (found is not null)
            {
                yield return WithoutIdleWords(found);
            }
        }
    }

    private static ModelCommand.Call? Inside(string line)
    {
        var at = MidLine
            .Select(verb => line.IndexOf(verb, StringComparison.OrdinalIgnoreCase))
            .Where(index => index > 0 && !char.IsLetterOrDigit(line[index - 1]))
            .DefaultIfEmpty(-1)
            .Min();
        return at < 0 ? null : CommandParser.Parse(line[at..].TrimEnd('.', ',', ')', ']', '"', '\'')) as ModelCommand.Call;
    }

    // The sentence around an order goes on behind it; whoever obeys does not take that for the body of a GET.
    private static ModelCommand.Call WithoutIdleWords(ModelCommand.Call call)
    {
        if (call.Arguments["method"]?.GetValue<string>() is "GET" or "HEAD")
        {
            call.Arguments.Remove("body");
        }

        return call;
    }

    // Plain words fit where an address does not, such as a file name.
    private static ModelCommand.Call? Errand(string line) =>
        SendTo().Match(line) is { Success: true } errand
            ? CommandParser.Parse($"http POST https://{errand.Groups["where"].Value} {errand.Groups["what"].Value}") as ModelCommand.Call
            : null;

    private static List<string>? Strings(string text)
    {
        if (text.TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            using var json = JsonDocument.Parse(text);
            return [.. Strings(json.RootElement)];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Strings(JsonElement json) =>
        json.ValueKind switch
        {
            JsonValueKind.String => [json.GetString()!],
            JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
            JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Strings(member.Value).Prepend(member.Name)),
            _ => [],
        };

    [GeneratedRegex(@"\bsend (?<what>\S.{0,200}?) to (?<where>[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s""']*)?)", RegexOptions.IgnoreCase)]
    private static partial Regex SendTo();
}
