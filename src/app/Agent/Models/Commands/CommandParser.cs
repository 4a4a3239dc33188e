using System.Text.Json.Nodes;

namespace Gatehouse.Agent.Models.Commands;

/// <summary>Reads the commands of the keyless models. Verbs are case-insensitive; what follows them is taken as it stands.</summary>
internal static class CommandParser
{
    public const string Usage =
        "fetch URL · http GET URL · http POST URL body · remember TEXT · remember in NAME.md: TEXT · recall NAME.md · search WORDS · "
        + "echo TEXT · time";

    // The ending tells a document from an everyday word: "remember in spring: plant onions" is a text like any other.
    private const string DocumentEnding = ".md";

    /// <summary>The command that a whole text is; null when it is none.</summary>
    public static ModelCommand? Parse(string text)
    {
        var trimmed = text.Trim();
        var end = trimmed.AsSpan().IndexOfAny(" \t\r\n");
        var verb = (end < 0 ? trimmed : trimmed[..end]).ToLowerInvariant();
        var rest = end < 0 ? "" : trimmed[end..].Trim();
        return verb switch
        {
            "fetch" => One("web_fetch", "url", FirstWord(rest), "fetch URL"),
            "remember" => Remember(rest),
            "recall" when rest.EndsWith(DocumentEnding, StringComparison.OrdinalIgnoreCase) => One(
                "memory_read",
                "path",
                rest,
                "recall NAME.md"
            ),
            "search" => One("memory_search", "query", rest, "search WORDS"),
            "echo" => One("echo", "message", rest, "echo TEXT"),
            "time" when rest.Length == 0 => new ModelCommand.Call("time", new JsonObject { ["operation"] = "now" }),
            "http" => HttpCommand.Parse(rest),
            "run" or "ask" => new ModelCommand.NotYet(verb),
            _ => null,
        };
    }

    private static ModelCommand Remember(string rest)
    {
        var colon = rest.IndexOf(DocumentEnding + ":", StringComparison.OrdinalIgnoreCase);
        if (colon < 0 || !rest.StartsWith("in ", StringComparison.OrdinalIgnoreCase))
        {
            return One("memory_write", "content", rest, "remember TEXT");
        }

        var path = rest["in ".Length..(colon + DocumentEnding.Length)].Trim();
        var content = rest[(colon + DocumentEnding.Length + 1)..].Trim();
        return content.Length == 0
            ? new ModelCommand.Incomplete("remember in NAME.md: TEXT")
            : new ModelCommand.Call("memory_write", new JsonObject { ["content"] = content, ["path"] = path });
    }

    private static ModelCommand One(string tool, string parameter, string value, string usage) =>
        value.Length == 0 ? new ModelCommand.Incomplete(usage) : new ModelCommand.Call(tool, new JsonObject { [parameter] = value });

    private static string FirstWord(string text)
    {
        var end = text.AsSpan().IndexOfAny(" \t\r\n");
        return end < 0 ? text : text[..end];
    }
}
